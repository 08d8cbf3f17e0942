import type { ListName } from "@chat-ip/core";
import type { BranchPlan } from "./decision/commit-plan.ts";
import type { LiveList } from "./lists/live-list.ts";
import type { Message } from "./message.ts";
import type { MergeWait, OthersWork } from "./run-outcome.ts";

// What a run needs of the outside. A git host, the Chat API, a clock and the words come in through here and nowhere else.

/** Names one list: the app it belongs to (`null` where a run has only one), and the folder of its file. */
export interface ListKey {
  readonly app: string | null;
  readonly list: ListName;
  /** folder in the repository, without a trailing slash */
  readonly path: string;
}

/** Asks the Chat API for a list. A failure of the API is an answer too, so that one list does not stop the others. */
export type AskList = (key: ListKey, signal?: AbortSignal) => Promise<LiveList>;

/** Time and chance. */
export interface Clock {
  /** ms since 1970 */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** from 0 to 1 */
  random(): number;
}

/** A file or folder in a listing. */
export interface Entry {
  readonly type: "file" | "folder" | "symlink" | "submodule";
  /** of its content: the same content has the same id */
  readonly id: string;
  /** bytes */
  readonly size: number;
}

/** What a folder holds: name → entry. Empty where there is no such folder, since git knows no empty one. */
export type Folder = ReadonlyMap<string, Entry>;

/** The committed files, wherever they are. This part is all that a check needs. */
export interface CommittedFiles {
  /**
   * Lists folders at a commit; at the head of the default branch where `at` is `null`.
   * @throws {RefusedError} where a path is a file, or a folder is too large to be listed whole.
   */
  folders(paths: readonly string[], at: string | null): Promise<ReadonlyMap<string, Folder>>;
  /** The bytes of a file, by the id from a listing. */
  read(id: string): Promise<Uint8Array>;
  /** The id that a file with this content has. */
  idOf(content: string): string;
}

/** A commit, and the tree it holds. */
export interface Commit {
  readonly sha: string;
  readonly treeSha: string;
}

/** A commit that a branch adds. */
export interface BranchCommit {
  readonly sha: string;
  readonly message: string;
  /** login of the account, or the name in the commit where there is none */
  readonly author: string;
  /** Does the author have an account? A name alone can be anybody's. */
  readonly hasAccount: boolean;
  /** Is it signed, and does the host accept the signature? Without one, an author is only a claim. */
  readonly verified: boolean;
}

/** How a branch stands to its base. */
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

/** Whose token it is: that decides whether commits are signed and whether checks run by themselves. */
export type TokenKind = "actions" | "app" | "personal" | "unknown";

/** How a pull request can be merged. */
export type MergeMethod = "merge" | "squash" | "rebase";

/** What keeps a pull request from being merged, as far as the host says. */
export interface Mergeability {
  readonly headSha: string;
  /** `null`: nothing, all required checks and reviews are there and no check has failed */
  readonly waitsFor: Exclude<MergeWait, "no-required-check"> | null;
}

/** What the branch holds after it was written. */
export interface WrittenBranch {
  readonly kind: "written";
  readonly sha: string;
  readonly digest: string;
  /** the new commit; `null` where the branch held the proposal already */
  readonly commit: {
    /** Did the host sign it? */
    readonly verified: boolean;
    /** the host's word, such as `valid` or `unsigned` */
    readonly reason: string;
    /** name of the token's account */
    readonly author: string;
  } | null;
}

/** The repository is no longer as it was read. */
export interface Moved {
  readonly kind: "moved";
  /** for the log */
  readonly why: string;
  readonly cause?: unknown;
}

/** Only a person can help. */
export interface Refused {
  readonly kind: "refused";
  readonly message: Message;
  readonly cause?: unknown;
}

/** The host did not accept labels or people. */
export interface NotAdded {
  readonly message: Message;
  /** Is one of the names the reason? Then the others can be added without it. */
  readonly becauseOfAName: boolean;
  /** May another run have more luck? The host may not know a new pull request everywhere yet. */
  readonly later: boolean;
}

/** What earlier runs have noted about removals that wait. */
export interface WaitingNote {
  /** the commit that holds it */
  readonly sha: string;
  readonly message: string;
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
  /** something is missing, and another run may find it there */
  | { readonly kind: "waits"; readonly for: Exclude<MergeWait, "no-required-check"> };

export interface OpenedPullRequest {
  readonly kind: "opened";
  readonly pull: PullRequest;
  /** A draft was asked for, and the repository has none: it was opened as a usual one. */
  readonly draftRefused: boolean;
}

/**
 * A git host. What it can't do is said in the words of these types, never as an HTTP status; whatever else goes wrong is
 * thrown as a `ForgeError`. Every method can be called again after a lost answer without doing its work twice.
 */
export interface Forge extends CommittedFiles {
  /** Whose token is at work. `author` is the account that wrote something with it, where one is known. */
  tokenKind(author: string | null): TokenKind;
  /** Is this the account of the token? Asked for only where the token's kind leaves that open. */
  isTokenAccount(login: string): Promise<boolean>;

  defaultBranch(): Promise<string>;
  /** The newest commit of a branch, or `null` where there is no such branch. */
  branchHead(branch: string): Promise<Commit | null>;
  /** The commit that a branch points to, or `null`. Cheaper than the head. */
  branchTip(branch: string): Promise<string | null>;
  /** What a tree holds at its top. */
  tree(treeSha: string): Promise<ReadonlyMap<string, Pick<Entry, "type" | "id">>>;
  commitMessage(sha: string): Promise<string>;
  /** The ways of merging that the repository allows; `null` where the token can't see that. */
  mergeMethods(): Promise<readonly MergeMethod[] | null>;
  /** Compares two commits; `null` where they share no history. */
  compare(base: string, head: string): Promise<Comparison | null>;

  /** Pull requests from this branch of this repository, open and closed, newest first. */
  pullRequests(branch: string): Promise<readonly PullRequest[]>;
  pullRequest(number: number): Promise<PullRequest>;
  /** Does an open pull request go to this branch? */
  isBase(branch: string): Promise<boolean>;
  /** Who closed a pull request and opened it again, oldest first. */
  stateChanges(number: number): Promise<readonly StateChange[]>;
  /** The comments on a pull request, oldest first. Of a great many, some in the middle may be left out. */
  comments(number: number): Promise<readonly Comment[]>;

  /** Makes the commit that a plan asks for, and creates the branch at it or moves it forward, never back. */
  writeBranch(branch: string, plan: BranchPlan, message: string): Promise<WrittenBranch | Moved | Refused>;
  /** Deletes the branch if its tip is this commit. A branch that is gone already counts as deleted. */
  deleteBranch(branch: string, sha: string): Promise<{ readonly kind: "deleted" } | Moved | Refused>;
  /** Creates a branch again at a commit that it had. */
  restoreBranch(branch: string, sha: string): Promise<void>;

  /** The note about removals that wait which earlier runs left for a branch; `null` where there is none. */
  readWaitingNote(branch: string): Promise<WaitingNote | null>;
  /**
   * Leaves a note in the place of the former one, or deletes it where `message` is `null`. It is a commit on the base's tree that
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
   * Merges a pull request if its head is this commit. It is merged at once or not at all: nothing is left with the host that
   * would merge it later.
   */
  merge(number: number, sha: string, method: MergeMethod): Promise<MergeResult | Moved | Refused>;

  /** Adds a comment, once; returns its author. */
  addComment(number: number, body: string): Promise<string>;
  editComment(id: number, body: string): Promise<void>;
  /** A comment that is gone already counts as deleted. */
  deleteComment(id: number): Promise<void>;

  addLabels(number: number, labels: readonly string[]): Promise<NotAdded | null>;
  /** Returns the logins that the host has left out without a word. */
  addAssignees(
    number: number,
    logins: readonly string[],
  ): Promise<NotAdded | { readonly leftOut: readonly string[] }>;
  requestReviewers(
    number: number,
    who: { readonly reviewers: readonly string[] } | { readonly teams: readonly string[] },
  ): Promise<NotAdded | null>;
}

/** What a comment of the Action is about. A new kind is one more word here, and a text for it in `report`. */
export const commentKinds = [
  "obsolete",
  "obsolete-edited",
  "edited",
  "conflict",
  "by-another",
  "reminder",
] as const;
export type CommentKind = (typeof commentKinds)[number];

/** What a body's words depend on, besides the lists. */
export interface BodyRequest {
  readonly operation: "created" | "updated";
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  /** what other people have committed to the branch; `null` for nothing */
  readonly others: OthersWork | null;
  /** whose token opened it: checks on a pull request of the workflow's own token wait for a person */
  readonly tokenKind: TokenKind;
  /** characters that are taken already, by markers and by people's words */
  readonly reserved: number;
  /** Leave out what differs from run to run (time, link, version), to see whether the rest says anything new. */
  readonly timeless: boolean;
}

/** The words that are written into a pull request. */
export interface Texts {
  readonly title: string;
  readonly commitMessage: string;
  body(request: BodyRequest): string;
  /** @param options.mention logins, and teams as `organisation/team`, that are to read it */
  comment(
    kind: CommentKind,
    options: { readonly timeless: boolean; readonly mention: readonly string[] },
  ): string;
}
