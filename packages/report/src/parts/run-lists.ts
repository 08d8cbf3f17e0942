import type { ListOutcome } from "@chat-ip/sync";

export type Loaded = Exclude<ListOutcome, { status: "failed" }>;
export type Drifted = Extract<ListOutcome, { status: "drift" }>;
export type Failed = Extract<ListOutcome, { status: "failed" }>;

export const driftedOf = (lists: readonly ListOutcome[]): Drifted[] =>
  lists.filter((list) => list.status === "drift");
export const loadedOf = (lists: readonly ListOutcome[]): Loaded[] =>
  lists.filter((list) => list.status !== "failed");
export const failedOf = (lists: readonly ListOutcome[]): Failed[] =>
  lists.filter((list) => list.status === "failed");
/** Of these, nothing is written. */
export const heldBackOf = (lists: readonly ListOutcome[]): (Loaded & { status: "held-back" })[] =>
  lists.filter((list) => list.status === "held-back");
/** Of these, everything but the removals is written. */
export const withHeldRemovals = (lists: readonly ListOutcome[]): Loaded[] =>
  loadedOf(lists).filter(({ status, heldRemovals }) => status !== "held-back" && heldRemovals.length > 0);
/** Nothing was compared, since every request failed. */
export const isNothingCompared = (lists: readonly ListOutcome[]): boolean =>
  lists.length > 0 && lists.every(({ status }) => status === "failed");
