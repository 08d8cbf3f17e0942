import { count, record, text } from "./answer-shape.ts";

// What the Action looks at of what GitHub tells, and how it is read.

/** A file or folder in a listing. */
export interface Entry {
  readonly type: string;
  readonly sha: string;
  readonly size: number;
}
/** A folder of one commit: name → entry; empty where there is no such folder. */
export type Folder = ReadonlyMap<string, Entry>;

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly open: boolean;
  readonly merged: boolean;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly headSha: string;
  readonly author: string;
}

/** The newest commit of a branch. */
export interface BranchHead {
  readonly sha: string;
  readonly treeSha: string;
}

export interface BranchCommit {
  readonly sha: string;
  readonly message: string;
}

/** How a branch stands to its base. */
export interface Comparison {
  readonly mergeBaseSha: string;
  readonly tipTreeSha: string;
  /** commits that the base lacks, oldest first */
  readonly commits: readonly BranchCommit[];
  /** false where there are more commits than GitHub tells at once */
  readonly complete: boolean;
  /** paths that differ between the merge base and the branch; `null` where there are more than GitHub tells */
  readonly files: readonly string[] | null;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  /** when it was last changed, ms since 1970 */
  readonly changedAt: number;
}

/** Somebody closed a pull request, or opened it again. */
export interface StateChange {
  readonly event: "closed" | "reopened";
  /** `""` where they are gone */
  readonly actor: string;
  /** ms since 1970 */
  readonly at: number;
}

interface RawPull {
  number: number;
  html_url: string;
  state: string;
  merged_at?: string | null;
  title: string;
  body: string | null;
  base: { ref: string };
  head: { ref: string; sha: string };
  user: { login: string } | null;
}

/** The part of a pull request that the Action looks at. */
export const toPullRequest = (raw: RawPull): PullRequest => ({
  number: count(raw.number, "a pull request's number"),
  url: text(raw.html_url, "a pull request's address"),
  open: text(raw.state, "a pull request's state") === "open",
  merged: Boolean(raw.merged_at),
  title: raw.title ?? "",
  body: raw.body ?? "",
  base: text(record(raw.base, "a pull request's base").ref, "a pull request's base"),
  headSha: text(record(raw.head, "a pull request's head").sha, "a pull request's head"),
  author: raw.user?.login ?? "",
});

export interface RawCommit {
  sha: string;
  commit: { message: string; tree: { sha: string } };
}

/** A branch at this commit. */
export function toHead(raw: RawCommit): BranchHead {
  const { sha, commit } = record(raw, "a commit");
  const { tree } = record(commit, "a commit");
  return {
    sha: text(sha, "a commit's id"),
    treeSha: text(record(tree, "a commit's tree").sha, "a commit's tree"),
  };
}

export const toBranchCommit = ({ sha, commit }: RawCommit): BranchCommit => ({
  sha: text(sha, "a commit's id"),
  message: record(commit, "a commit").message ?? "",
});
