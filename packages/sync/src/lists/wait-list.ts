import type { Prefix } from "@chat-ip/allowlist";
import type { ComparedList } from "./compared-list.ts";
import type { Verdict } from "./guard-list.ts";
import type { ListSettings } from "./list-settings.ts";
import { keepMissed, type Missed, type WaitingRemoval, waitRemovals } from "./wait-removals.ts";

/** What stays in a list's file although it is not live any more, and what is to be remembered of it. */
export interface Stay {
  readonly waiting: readonly WaitingRemoval[];
  /** removals that a guardrail holds back, in the fewest prefixes */
  readonly heldRemovals: readonly Prefix[];
  readonly missed: readonly Missed[];
}

/** What earlier looks have remembered of a list, and when this one is. */
export interface WaitContext {
  readonly remembered: readonly Missed[];
  readonly now: number;
}

const nothingStays: Stay = { waiting: [], heldRemovals: [], missed: [] };

/**
 * Says which removals of a guarded list are not proposed yet. Pure.
 *
 * @param context `null` where nothing can be remembered, so that nothing can wait either
 */
export function waitList(
  { drift, unreadable }: Pick<ComparedList, "drift" | "unreadable">,
  { findings, heldBack, letThrough }: Verdict,
  context: WaitContext | null,
  { removalsWaitHours }: Pick<ListSettings, "removalsWaitHours">,
): Stay {
  const { closed } = drift;
  const remembered = context?.remembered ?? [];
  // What the file holds isn't known, so this look says nothing.
  if (unreadable) return { ...nothingStays, missed: remembered };
  if (heldBack !== null) {
    const heldRemovals = heldBack === "removals" ? closed : [];
    return { waiting: [], heldRemovals, missed: keepMissed(closed, remembered) };
  }
  // What a person let through is proposed at once.
  const atOnce = letThrough && findings.some(({ rule, scope }) => rule === "empty" || scope === "removals");
  if (context === null || atOnce || removalsWaitHours === 0) {
    return { ...nothingStays, missed: keepMissed(closed, remembered) };
  }
  const { waiting, missed } = waitRemovals({
    closed,
    remembered,
    now: context.now,
    waitHours: removalsWaitHours,
  });
  return { waiting, heldRemovals: [], missed };
}
