import type { Account } from "../accounts.ts";

export interface IssueComment {
  readonly id: number;
  body: string;
  readonly author: Account;
  /** Milliseconds since 1970, like every time here. */
  readonly createdAt: number;
  updatedAt: number;
}

/** A change of a pull request's state, in the words of GitHub's issue events. */
export interface StateChange {
  readonly id: number;
  readonly event: "closed" | "reopened" | "merged";
  readonly actor: Account;
  readonly at: number;
}

export interface Merge {
  readonly commitSha: string;
  readonly by: Account;
  readonly at: number;
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";

export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly state: ReviewState;
  readonly commitSha: string;
  readonly at: number;
}

/** A pull request as the emulator keeps it. Its head commit follows the head branch while it is open. */
export interface PullRequest {
  readonly number: number;
  readonly author: Account;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  merge: Merge | null;
  state: "open" | "closed";
  title: string;
  body: string | null;
  readonly head: string;
  headSha: string;
  base: string;
  /** The base branch's tip when the head last moved: GitHub doesn't report the base's own moves. */
  baseSha: string;
  /** The base branch's tip that was looked at last. */
  seenBaseSha: string;
  draft: boolean;
  /** Whether only people may comment. */
  locked: boolean;
  labels: string[];
  assignees: Account[];
  reviewers: Account[];
  teams: string[];
  comments: IssueComment[];
  /** Oldest first. */
  readonly stateChanges: StateChange[];
  /** Oldest first. */
  readonly reviews: Review[];
  /** How often it was read since its head or base moved. */
  mergeabilityReads: { readonly of: string; readonly count: number };
}

/** A copy for tests that doesn't change later. */
export function describePullRequest(pull: PullRequest): PullRequestState {
  return {
    number: pull.number,
    state: pull.state,
    merged: pull.merge !== null,
    title: pull.title,
    body: pull.body ?? "",
    head: pull.head,
    headSha: pull.headSha,
    base: pull.base,
    draft: pull.draft,
    labels: [...pull.labels],
    assignees: pull.assignees.map((account) => account.login),
    reviewers: pull.reviewers.map((account) => account.login),
    teamReviewers: [...pull.teams],
    comments: pull.comments.map(({ id, body, author }) => ({ id, body, author: author.login })),
    author: pull.author.login,
  };
}

export interface PullRequestState {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly headSha: string;
  readonly base: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly reviewers: readonly string[];
  readonly teamReviewers: readonly string[];
  readonly comments: readonly { readonly id: number; readonly body: string; readonly author: string }[];
  readonly author: string;
}
