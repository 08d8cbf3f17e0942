import type { Format, Prefix, RefusedEntry } from "@chat-ip/allowlist";
import type { NetworkFailureKind } from "@chat-ip/core";
import type { ListKey } from "./list-key.ts";

/**
 * Why a list could not be loaded. `what` and `remedy` are the English words of core's or allowlist's error, and may quote the server:
 * escape them. The facts beside them are for texts in other languages.
 */
export type ListFailure = {
  /** the API's error code, where it gave one */
  readonly code: number | null;
  /** Did the first answer come, and only the second look fail? Addresses were missing from it. */
  readonly secondLook: boolean;
} & (
  | (FailedCall & { readonly kind: "api"; readonly errorInfo: string })
  | (FailedCall & {
      readonly kind: "network";
      readonly reason: NetworkFailureKind;
      /** the HTTP status, where that is the reason */
      readonly status: number | null;
    })
  | (FailedCall & { readonly kind: "response" })
  | { readonly kind: "limit"; readonly what: string; readonly remedy: string; readonly format: Format }
  /** the second answer was empty */
  | { readonly kind: "not-confirmed" }
);

interface FailedCall {
  readonly what: string;
  readonly remedy: string;
  readonly host: string;
  readonly attempts: number;
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
