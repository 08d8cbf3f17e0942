import type { Finding } from "@chat-ip/allowlist";
import type { Region } from "@chat-ip/core";
import type { ComparedList } from "./lists/compared-list.ts";
import type { ListFailure } from "./lists/live-list.ts";
import type { Message } from "./message.ts";
import type { ListKey, TokenKind } from "./ports.ts";

/** Where a run happens and what it was asked to do; the same for every list. */
export interface RunContext {
  /** `owner/name` */
  readonly repository: string;
  /** `https://github.com`, or a GitHub Enterprise Server; no trailing slash */
  readonly serverUrl: string;
  readonly runUrl: string | null;
  /** A region of the vendor, or the host (never a whole URL) of a given endpoint. */
  readonly source: { readonly region: Region } | { readonly endpoint: string };
  readonly sdkAppId: number;
  readonly path: string;
  readonly base: string;
  readonly branch: string;
  readonly mode: "pull-request" | "check";
  readonly startedAt: Date;
  readonly tokenKind: TokenKind;
  /** version of the Action */
  readonly version: string;
}

/** A list that was loaded, with what the guardrails say. */
export interface LoadedList extends ComparedList {
  /** not empty on a list with drift only where `allow-suspicious` let it through */
  readonly findings: readonly Finding[];
}

export interface FailedList extends ListKey {
  readonly status: "failed";
  readonly durationMs: number;
  readonly failure: ListFailure;
}

export type ListOutcome =
  | (LoadedList & { readonly status: "current" })
  | (LoadedList & { readonly status: "drift" })
  | (LoadedList & { readonly status: "held-back" })
  | FailedList;

export type Operation = "none" | "created" | "updated" | "unchanged" | "closed" | "blocked" | "suppressed";

/** What became of the pull request. */
export interface PullRequestOutcome {
  readonly operation: Operation;
  readonly number: number | null;
  readonly url: string | null;
  readonly branch: string;
  readonly headSha: string | null;
  /** Did the host sign the commit? `null` where this run made none. */
  readonly verified: boolean | null;
  /** the host's word for why not (`unsigned`, …) */
  readonly verificationReason: string | null;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  /** one sentence, plain text */
  readonly reason: string;
}

/** Everything a run has to say; what the reports are rendered from. */
export interface RunOutcome {
  readonly context: RunContext;
  readonly lists: readonly ListOutcome[];
  /** Lists that the pull request still changes as an earlier run proposed, since this run could not look at them. */
  readonly carried: readonly ListKey[];
  /** `null` in check mode, and where the run failed before it was decided */
  readonly pullRequest: PullRequestOutcome | null;
  /** what made the run as a whole fail; single lists are in `lists` */
  readonly error: {
    readonly message: Message;
    /** the one that the run was working on */
    readonly pullRequest: { readonly number: number; readonly url: string } | null;
  } | null;
  readonly warnings: readonly Message[];
  readonly durationMs: number;
}

/** What a run reports while it goes on, so that nothing known is lost when a later step fails. */
export interface Progress {
  lists(lists: RunOutcome["lists"]): void;
  pullRequest(known: Partial<PullRequestOutcome>): void;
}
