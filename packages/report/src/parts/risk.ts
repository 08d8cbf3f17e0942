import type { RunOutcome } from "@chat-ip/sync";
import { type Change, collectChanges, openedAndClosed } from "../changes/changes.ts";
import { amount, isNone, sentenceList } from "../text/quantities.ts";
import {
  broadest,
  firstVersions,
  grownShares,
  guarded,
  type Loaded,
  newFamilies,
  openings,
  removedShares,
  together,
  unreadable,
} from "./risk-rules.ts";

/** How much attention a change wants. */
export type Grade = "routine" | "look-closely" | "held-back";

export interface Risk {
  readonly grade: Grade;
  /**
   * Why, a sentence a rule, the weightiest first; for `routine`, the facts that make it so. Never empty. Plain text
   * with names between backticks; nothing in it comes from outside.
   */
  readonly reasons: readonly string[];
}

function facts(drifted: readonly Loaded[], changes: readonly Change[]): string {
  if (drifted.length === 0) return "Nothing changes.";
  const { opened, closed } = openedAndClosed(changes);
  if (isNone(opened) && isNone(closed)) return "No address changes.";
  const widest = [...broadest(changes).values()];
  const through =
    widest.length === 0
      ? ""
      : ` (the broadest prefix is ${sentenceList(widest.map((prefix) => `\`${prefix}\``))})`;
  const opens = isNone(opened) ? "Opens nothing" : `Opens ${amount(opened)}${through}`;
  return `${opens}, closes ${isNone(closed) ? "nothing" : amount(closed)}.`;
}

/**
 * Grades a run's change by fixed rules, each of which is a sentence when it applies:
 *
 * - `held-back` when the guardrails hold back any list;
 * - `look-closely` when a held-back list was let through on purpose, a file is written for the first time, lines that
 *   are no addresses are replaced, or one of the limits in `routine-limits.ts` is passed: addresses opened, share removed,
 *   growth, breadth of the widest prefix that opens addresses, lists moving together; or a family is new to a list;
 * - `routine` otherwise.
 *
 * Lists that failed to load propose nothing and don't count.
 */
export function gradeRisk(outcome: Pick<RunOutcome, "lists">): Risk {
  const loaded = outcome.lists.filter((list) => list.status !== "failed");
  const drifted = loaded.filter((list) => list.status === "drift");
  const held = guarded(loaded, "held-back", "Held back");
  const changes = collectChanges(drifted);
  const close = [
    ...guarded(loaded, "drift", "Let through by `allow-suspicious`"),
    ...openings(changes),
    ...removedShares(drifted),
    ...grownShares(drifted),
    ...newFamilies(drifted),
    ...together(drifted),
    ...firstVersions(drifted),
    ...unreadable(drifted),
  ];
  if (held.length > 0) return { grade: "held-back", reasons: [...held, ...close] };
  if (close.length > 0) return { grade: "look-closely", reasons: close };
  return { grade: "routine", reasons: [facts(drifted, changes)] };
}
