import type { BranchPlan } from "../decision/commit-plan.ts";
import type { Message } from "../message.ts";
import type { MovedReason } from "../moved-reason.ts";
import type { CommittedFiles, Entry } from "./committed-files.ts";
import type {
  BranchHead,
  Comment,
  Comparison,
  Mergeability,
  MergeMethod,
  MergeWait,
  PullRequest,
  StateChange,
  TokenKind,
  WaitingNote,
} from "./repository.ts";

/** What the branch holds after it was written. */
export interface WrittenBranch {
  readonly kind: "written";
  readonly sha: string;
  readonly digest: string;
  /** the new commit; `null` if the branch already held the proposal */
  readonly commit: {
    /** Did the host sign it? */
    readonly verified: boolean;
    /** the host's word, such as `valid` or `unsigned` */
    readonly reason: string;
    /** name of the token's account */
    readonly author: string;
  } | null;
}

/** The repository has changed since it was read. */
export interface Moved {
  readonly kind: "moved";
  readonly why: MovedReason;
  readonly cause?: unknown;
}

/** Only a person can solve this. */
export interface Refused {
  readonly kind: "refused";
  readonly message: Message;
  readonly cause?: unknown;
}

/** The host didn't accept labels or people. */
export interface NotAdded {
  readonly message: Message;
  /** Is one of the names the reason? Then the others can be added without it. */
  readonly becauseOfAName: boolean;
  /** Might another run succeed? Not all of the host's servers may know a new pull request yet. */
  readonly later: boolean;
}

export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

export type MergeResult =
  | { readonly kind: "merged" }
  /** something is missing, but may be there in a later run */
  | { readonly kind: "waits"; readonly for: Exclude<MergeWait, "no-required-check"> };

export interface OpenedPullRequest {
  readonly kind: "opened";
  readonly pull: PullRequest;
  /** A draft was requested, but the repository has none, so it was opened as a regular pull request. */
  readonly draftRefused: boolean;
}

/**
 * A git host. Refusals are values of these types, never an HTTP status; anything else that goes wrong is
 * thrown as a `ForgeError`. After a lost answer, every method can be called again without doing its work twice.
 */
export interface Forge extends CommittedFiles {
  /** Whose token is used. `author` is an account that wrote something with it, if one is known. */
  tokenKind(author: string | null): TokenKind;
  /** Is this the token's account? Sends a request only if the token's kind doesn't tell. */
  isTokenAccount(login: string): Promise<boolean>;

  defaultBranch(): Promise<string>;
  /** The newest commit of a branch, or `null` where there is no such branch. */
  branchHead(branch: string): Promise<BranchHead | null>;
  /** The commit that a branch points to, or `null`. Cheaper than the head. */
  branchTip(branch: string): Promise<string | null>;
  /** The entries at the top of a tree. */
  tree(treeSha: string): Promise<ReadonlyMap<string, Pick<Entry, "type" | "id">>>;
  commitMessage(sha: string): Promise<string>;
  /** The ways of merging that the repository allows; `null` where the token can't see that. */
  mergeMethods(): Promise<readonly MergeMethod[] | null>;
  /** Compares two commits; `null` where they share no history. */
  compare(base: string, head: string): Promise<Comparison | null>;

  /** Pull requests from this branch of this repository, open and closed, newest first. */
  pullRequests(branch: string): Promise<readonly PullRequest[]>;
  pullRequest(number: number): Promise<PullRequest>;
  /** Does an open pull request target this branch? */
  isBase(branch: string): Promise<boolean>;
  /** Who closed a pull request and opened it again, oldest first. */
  stateChanges(number: number): Promise<readonly StateChange[]>;
  /** The comments on a pull request, oldest first. If there are very many, some in the middle may be missing. */
  comments(number: number): Promise<readonly Comment[]>;

  /** Makes the planned commit, and creates the branch at it or moves the branch forward to it, never back. */
  writeBranch(branch: string, plan: BranchPlan, message: string): Promise<WrittenBranch | Moved | Refused>;
  /** Deletes the branch if its tip is this commit. A branch that is already gone counts as deleted. */
  deleteBranch(branch: string, sha: string): Promise<{ readonly kind: "deleted" } | Moved | Refused>;
  /** Creates a deleted branch again, at one of its former commits. */
  restoreBranch(branch: string, sha: string): Promise<void>;

  /** The note about waiting removals that earlier runs left for a branch; `null` if there is none. */
  readWaitingNote(branch: string): Promise<WaitingNote | null>;
  /**
   * Replaces the note, or deletes it if `message` is `null`. It is a commit on the base's tree that
   * no branch and no clone holds.
   */
  writeWaitingNote(
    branch: string,
    note: {
      readonly former: WaitingNote | null;
      readonly message: string | null;
      readonly treeSha: string;
    },
  ): Promise<{ readonly kind: "noted" } | Moved | Refused>;

  openPullRequest(pull: NewPullRequest): Promise<OpenedPullRequest | Moved | Refused>;
  /** Rewrites title or body; `Refused` where the host does not accept the text. */
  editPullRequest(
    number: number,
    change: { readonly title?: string; readonly body?: string },
  ): Promise<{ readonly kind: "edited"; readonly pull: PullRequest } | Refused>;
  closePullRequest(number: number): Promise<PullRequest>;
  mergeability(number: number): Promise<Mergeability>;
  /** Can nothing be merged into this branch before a check has passed? */
  requiresChecks(branch: string): Promise<boolean>;
  /**
   * Merges a pull request if its head is this commit. It is merged at once or not at all: no request stays with the host that
   * would merge it later.
   */
  merge(number: number, sha: string, method: MergeMethod): Promise<MergeResult | Moved | Refused>;

  /** Adds a comment, once; returns its author. */
  addComment(number: number, body: string): Promise<string>;
  editComment(id: number, body: string): Promise<void>;
  /** A comment that is already gone counts as deleted. */
  deleteComment(id: number): Promise<void>;

  addLabels(number: number, labels: readonly string[]): Promise<NotAdded | null>;
  /** Returns the logins that the host silently left out. */
  addAssignees(
    number: number,
    logins: readonly string[],
  ): Promise<NotAdded | { readonly leftOut: readonly string[] }>;
  requestReviewers(
    number: number,
    who: { readonly reviewers: readonly string[] } | { readonly teams: readonly string[] },
  ): Promise<NotAdded | null>;
}
