import type { Prefix, RefusedEntry } from "@chat-ip/allowlist";
import type { ListKey } from "../ports/ask-list.ts";

/** Why a list could not be loaded. The texts may quote the server: escape them. */
export interface ListFailure {
  readonly kind: "api" | "network" | "response" | "limit";
  /** what happened, without the remedy */
  readonly what: string;
  /** the API's error code, where it gave one */
  readonly code: number | null;
  readonly remedy: string;
}

/** An entry of the API's answer that was not in normal form. */
export interface AdjustedEntry {
  readonly entry: string;
  readonly prefix: Prefix;
  readonly changed: "host-bits-cleared" | "ipv4-mapped";
}

export interface LoadedLive {
  readonly ok: true;
  readonly key: ListKey;
  readonly durationMs: number;
  readonly prefixes: readonly Prefix[];
  readonly adjusted: readonly AdjustedEntry[];
  /** entries that are not addresses */
  readonly refused: readonly RefusedEntry[];
  /** missing from the first answer, back in the second */
  readonly flickered: readonly Prefix[];
}

export interface FailedLive {
  readonly ok: false;
  readonly key: ListKey;
  readonly durationMs: number;
  readonly failure: ListFailure;
}

/** What the API says of one list now, or why that is not known. */
export type LiveList = LoadedLive | FailedLive;
