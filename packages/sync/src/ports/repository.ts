// What a git host knows about a repository, its branches and pull requests.

/** A commit, and the tree it holds. */
export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
}

/** The newest commit of a branch. */
export interface BranchHead extends Commit {
  /** ms since 1970; `null` where the host gives no date that can be read */
  readonly committedAt: number | null;
}

/** A commit that a branch adds. */
export interface BranchCommit {
  readonly sha: string;
  readonly message: string;
  /** login of the account, or the name in the commit where there is none */
  readonly author: string;
  /** Does the author have an account? Anybody can use any name. */
  readonly hasAccount: boolean;
  /** Is it signed, and does the host accept the signature? Without one, an author is only a claim. */
  readonly verified: boolean;
}

/** How a branch differs from its base. */
export interface Comparison {
  readonly mergeBaseSha: string;
  readonly tipTreeSha: string;
  /** commits that the base lacks, oldest first */
  readonly commits: readonly BranchCommit[];
  /** `false` where there are more commits than the host lists */
  readonly complete: boolean;
  /** paths that differ between the merge base and the branch; `null` where there are more than the host lists */
  readonly files: readonly string[] | null;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly open: boolean;
  readonly merged: boolean;
  /** ms since 1970 */
  readonly mergedAt: number | null;
  readonly openedAt: number;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly headSha: string;
  readonly author: string;
  /** whose review is asked for and not given yet: logins, and teams as `organisation/team` */
  readonly requestedReviewers: readonly string[];
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
  /** `""` where the account is gone */
  readonly actor: string;
  /** ms since 1970 */
  readonly at: number;
}

/** Whose token it is. That decides whether commits are signed and whether checks start on their own. */
export type TokenKind = "actions" | "app" | "personal" | "unknown";

/** How a pull request can be merged. */
export type MergeMethod = "merge" | "squash" | "rebase";

/** What keeps a pull request from being merged, as far as the host says. */
export interface Mergeability {
  readonly headSha: string;
  /** `null`: nothing, all required checks and reviews are there and no check has failed */
  readonly waitsFor: Exclude<MergeWait, "no-required-check"> | null;
}

/** What earlier runs have noted about removals that wait. */
export interface WaitingNote {
  /** the commit that holds it */
  readonly sha: string;
  readonly message: string;
}

/** What a pull request that may merge on its own still waits for. */
export type MergeWait = "checks" | "review" | "mergeability" | "no-required-check";
