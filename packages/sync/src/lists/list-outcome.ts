import type { Finding, Prefix } from "@chat-ip/allowlist";
import type { ComparedList } from "./compared-list.ts";
import type { ListKey } from "./list-key.ts";
import type { ListFailure } from "./live-list.ts";
import type { WaitingRemoval } from "./wait-removals.ts";

/**
 * A list that was loaded, with what the guardrails say and what waits. Its drift is between what is committed and what is proposed:
 * removals that wait or are held back are not in it.
 */
export interface LoadedList extends ComparedList {
  /** how many prefixes the file is to hold */
  readonly proposed: number;
  /**
   * Why the list, or its removals where there are `heldRemovals`, is held back. On a list with drift and without
   * `heldRemovals`: what `allow-suspicious` let through.
   */
  readonly findings: readonly Finding[];
  /** removals that wait; these prefixes are in the proposal, and not in the drift */
  readonly waiting: readonly WaitingRemoval[];
  /** removals that a guardrail holds back while additions are proposed; in the proposal, and not in the drift */
  readonly heldRemovals: readonly Prefix[];
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
