import type { AddressCount, Drift, Finding, InvalidLine, KeepBlock, Prefix } from "@chat-ip/allowlist";
import type { ListName, Region } from "@chat-ip/core";

/** Where a run took place and what it was asked to do; the same for every list. */
export interface RunContext {
  /** `owner/name` */
  readonly repository: string;
  /** `https://github.com`, or the GitHub Enterprise Server's own; no trailing slash */
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

/** Told from the token's prefix; it decides whether commits are signed and whether checks run by themselves. */
export type TokenKind = "actions" | "app" | "personal" | "unknown";

/** Why a list could not be loaded. `message` may quote the server: escape it. */
export interface ListFailure {
  readonly kind: "api" | "network" | "response" | "other";
  readonly message: string;
  readonly code: number | null;
  readonly remedy: string;
}

/** An entry of the API's answer that was not in normal form. */
export interface AdjustedEntry {
  readonly entry: string;
  readonly prefix: Prefix;
  readonly changed: "host-bits-cleared" | "ipv4-mapped";
}

/** What is told of a list that could be had, whatever comes of it. */
export interface LoadedList {
  readonly list: ListName;
  readonly durationMs: number;
  /** numbers of prefixes, a person's `# keep` blocks left out */
  readonly committed: number;
  readonly live: number;
  readonly committedAddresses: AddressCount;
  readonly liveAddresses: AddressCount;
  readonly drift: Drift;
  /** lines of the committed file that are no addresses; they count as drift */
  readonly invalid: readonly InvalidLine[];
  readonly keep: readonly KeepBlock[];
  readonly adjusted: readonly AdjustedEntry[];
  /** absent from the first answer, present in the second: kept */
  readonly flickered: readonly Prefix[];
  /** what the guardrails say; not empty on a list with drift only where `allow-suspicious` let it through */
  readonly findings: readonly Finding[];
  readonly file: { readonly path: string; readonly exists: boolean };
}

export type ListOutcome =
  | (LoadedList & { readonly status: "current" })
  | (LoadedList & { readonly status: "drift" })
  | (LoadedList & { readonly status: "held-back" })
  | {
      readonly status: "failed";
      readonly list: ListName;
      readonly durationMs: number;
      readonly failure: ListFailure;
    };

export type Operation = "none" | "created" | "updated" | "unchanged" | "closed" | "blocked" | "suppressed";

/** What became of the pull request. */
export interface PullRequestOutcome {
  readonly operation: Operation;
  readonly number: number | null;
  readonly url: string | null;
  readonly branch: string;
  readonly headSha: string | null;
  /** Did GitHub sign the commit? `null` where this run made none. */
  readonly verified: boolean | null;
  /** GitHub's word for why not (`unsigned`, …) */
  readonly verificationReason: string | null;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  /** one sentence, plain text */
  readonly reason: string;
}

/** Everything a run has to tell; what the reports are rendered from. */
export interface RunOutcome {
  readonly context: RunContext;
  readonly lists: readonly ListOutcome[];
  /** Lists that the pull request changes as an earlier run proposed it, since this run could not look at them. */
  readonly carried: readonly ListName[];
  /** `null` in check mode, and where the run failed before it was decided */
  readonly pullRequest: PullRequestOutcome | null;
  /** what made the run as a whole fail; single lists are in `lists` */
  readonly error: {
    readonly message: string;
    /** the one that the run had got hold of by then */
    readonly pullRequest: { readonly number: number; readonly url: string } | null;
  } | null;
  readonly warnings: readonly string[];
  readonly durationMs: number;
}
