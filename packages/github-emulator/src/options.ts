import type { TokenKind } from "./accounts.ts";
import type { PullRequestState } from "./pulls/pull-request.ts";
/** The public shapes of the package. */

import type { CheckOutcome, StatusState } from "./checks.ts";
import type { ReviewState } from "./pulls/pull-request.ts";
import type { MergeMethod, RepositorySettings } from "./settings.ts";

export type Access = "read" | "write" | "none";

/** What a token may do, by the names that a workflow's `permissions:` block has (with `_` for `-`, as in the API). */
export interface Permissions {
  contents?: Access;
  pull_requests?: Access;
  issues?: Access;
  checks?: Access;
  statuses?: Access;
  /** Reads branch protection. A workflow's own token can't have it. */
  administration?: Access;
}

export interface GitHubEmulatorOptions {
  /** Default "acme", an organisation. */
  owner?: string;
  /** Default "firewall". */
  repo?: string;
  /** Default "main". */
  defaultBranch?: string;
  /** Where the bare repository goes. Default: a temporary directory, which `close()` removes. */
  directory?: string;
  /** The one token that is accepted. Default: one with the prefix that its kind has. */
  token?: string;
  /** Who writes the pull requests and comments. Commits of "actions" and "app" are verified. Default "actions". */
  tokenKind?: TokenKind;
  /** Default: contents and pull_requests "write", as in the Action's workflow; the others "none". */
  permissions?: Permissions;
  /** The setting that lets Actions create pull requests. Default true. */
  mayCreatePullRequests?: boolean;
  /** Whether a token needs a permission for reading, too. Default true. */
  private?: boolean;
  /** Default false: the repository starts with one commit that holds README.md. */
  empty?: boolean;
  /** Check each request and response against GitHub's own description. Default false. */
  validate?: boolean;
  /** Added to every request, in milliseconds. Default 0. */
  latencyMs?: number;
  /** What comes before `/repos` in the API's URLs: "" as on github.com (default), "/api/v3" as on Enterprise Server. */
  pathPrefix?: string;
  /** Logins of people with write access. The first is who merges, closes and edits. Default maintainer, reviewer. */
  collaborators?: readonly string[];
  /** Slugs of the organisation's teams that may review. Default network. */
  teams?: readonly string[];
  /** Labels that exist from the start. */
  labels?: readonly string[];
  /** What differs from the default settings of a repository. */
  settings?: Partial<RepositorySettings>;
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
}

/** One request that the server got. `status` is null while it runs, and stays null if the connection was dropped. */
export interface GitHubRequest {
  readonly index: number;
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /** The parsed JSON, the text if it isn't JSON, or null. */
  readonly body: unknown;
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What goes wrong with the n-th matching request from now on (1 is the next one), or with every one. */
export type GitHubFault = { nth: number | "every"; method?: string; path?: RegExp } & (
  | { kind: "refuse"; status: number; body?: object; headers?: Record<string, string> }
  | { kind: "delay"; ms: number }
  /** The connection is cut before, or after, the request has taken effect. */
  | { kind: "drop-before" }
  | { kind: "drop-after" }
  /** Something else happens just before (default) or just after: a person's push, say. */
  | { kind: "run"; run: () => Promise<void> | void; when?: "before" | "after" }
);

/**
 * A rule of a ruleset as `GET rules/branches/{branch}` lists it, or of classic branch protection, which isn't listed there
 * and answers in other words and statuses. `message` replaces GitHub's sentence for a broken rule.
 *
 * Types with a meaning here: creation, update, deletion, non_fast_forward, pull_request, required_status_checks,
 * required_linear_history, required_signatures, merge_queue, and (classic only) restrictions, which stands for "Restrict
 * who can push" with the parameter `block_creations`. A rule of any other type forbids every change.
 */
export interface BranchRule {
  readonly type: string;
  readonly message?: string;
  readonly parameters?: object;
  /** Default false. */
  readonly classic?: boolean;
}

export interface PersonCommit {
  branch: string;
  /** Path → content, or null to delete. */
  files: Readonly<Record<string, string | null>>;
  message?: string;
  author?: { name: string; email: string };
  /** Create the branch here (a branch or a SHA-1) instead of adding to it. */
  from?: string;
}

export interface GitHubEmulator {
  /** What GITHUB_API_URL would be. */
  readonly url: string;
  /** What GITHUB_SERVER_URL would be. */
  readonly serverUrl: string;
  /** "owner/repo" */
  readonly repository: string;
  readonly token: string;
  readonly gitDirectory: string;
  readonly requests: readonly GitHubRequest[];
  /** How requests and answers differ from GitHub's description. Always empty without `validate`. */
  readonly violations: readonly string[];
  readonly pullRequests: readonly PullRequestState[];
  /** Runs git on the bare repository. Standard output, trimmed. @throws {GitCommandError} on a non-zero exit code */
  git(...args: string[]): Promise<string>;
  /** The commit that a branch is at, or null if there is none. */
  tip(branch: string): Promise<string | null>;
  /** A person's push; returns the commit's SHA-1. */
  commit(input: PersonCommit): Promise<string>;
  /** A file's content at the tip of a branch, or null when either is missing. */
  file(branch: string, path: string): Promise<string | null>;
  /**
   * A person presses the button. Open pull requests into a branch that is deleted get the merged one's base.
   * @throws {Error} when the pull request isn't open or can't be merged this way
   */
  merge(number: number, options?: { method?: MergeMethod; deleteBranch?: boolean }): Promise<void>;
  /** A review of the current head by a collaborator, by default the second one. */
  review(number: number, state: ReviewState, login?: string): Promise<void>;
  closePullRequest(number: number): Promise<void>;
  reopenPullRequest(number: number): Promise<void>;
  /** Locks the conversation: bots may no longer comment. */
  lockConversation(number: number): Promise<void>;
  /** Returns the comment's id. Like every text that people write in the browser, it gets CRLF line ends. */
  commentOnPullRequest(number: number, body: string): Promise<number>;
  /** Adds any number of comments at once. */
  addComments(number: number, bodies: readonly string[]): Promise<void>;
  editComment(id: number, body: string): Promise<void>;
  editPullRequest(
    number: number,
    change: { title?: string; body?: string; base?: string; draft?: boolean },
  ): Promise<void>;
  /**
   * Adds a rule that binds the token (people bypass rules here). The branch is a name, a pattern with `*` and `**`, or
   * "~ALL".
   */
  protect(branch: string, rule: BranchRule): void;
  /** Reports a check run for a commit, or for the tip of a branch. */
  setCheck(ref: string, name: string, outcome: CheckOutcome): Promise<void>;
  /** The same as a commit status. */
  setStatus(ref: string, name: string, state: StatusState): Promise<void>;
  changeSettings(settings: Partial<RepositorySettings>): void;
  /** Gives the repository another owner or name. Its former name redirects to it. */
  transfer(to: { owner?: string; repo?: string }): void;
  /** Makes everything that exists known to every route, as it is when some time has passed. */
  settle(): void;
  /** Replaces the permissions named, and keeps the others. */
  setPermissions(permissions: Permissions): void;
  setMayCreatePullRequests(allowed: boolean): void;
  addFault(fault: GitHubFault): void;
  clearFaults(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
