import {
  badLines,
  broadPrefixes,
  firstVersions,
  grownShares,
  heldRemovals,
  letThrough,
  listsTogether,
  newFamilies,
  notInAll,
  openedTooMany,
  removedAddresses,
  removedPrefixes,
} from "./grade-rules.ts";
import type { Graded } from "./graded.ts";
import type { ListOutcome } from "./list-outcome.ts";
import { openedAndClosed } from "./opened-and-closed.ts";

/**
 * Grades what a run proposes, by fixed rules with the limits of `routine-limits.ts`. Only what would be merged counts: a list
 * that was held back or failed changes nothing.
 *
 * @param overWeeklyCeiling Would too much have been opened within seven days, by automatic merges and this change?
 */
export function gradeOf(lists: readonly ListOutcome[], overWeeklyCeiling: boolean): Graded {
  const known = graded.get(lists)?.get(overWeeklyCeiling);
  if (known !== undefined) return known;
  const found = workOut(lists, overWeeklyCeiling);
  graded.set(lists, new Map(graded.get(lists)).set(overWeeklyCeiling, found));
  return found;
}

/** Several texts need the same grade, and grading looks at every prefix. */
const graded = new WeakMap<readonly ListOutcome[], ReadonlyMap<boolean, Graded>>();

function workOut(lists: readonly ListOutcome[], overWeeklyCeiling: boolean): Graded {
  const drifted = lists.filter((list) => list.status === "drift");
  if (drifted.length === 0) return { grade: null, reasons: [] };
  const close = [
    ...letThrough(drifted),
    ...heldRemovals(drifted),
    ...firstVersions(drifted),
    ...notInAll(lists),
    ...openedTooMany(drifted),
    ...broadPrefixes(drifted),
    ...removedAddresses(drifted),
    ...removedPrefixes(drifted),
    ...grownShares(drifted),
    ...newFamilies(drifted),
    ...listsTogether(drifted),
    ...badLines(drifted),
    ...(overWeeklyCeiling ? [{ rule: "opens-much-in-a-week" } as const] : []),
  ];
  if (close.length > 0) return { grade: "look-closely", reasons: close };
  return { grade: "routine", reasons: [{ rule: "small-change", ...openedAndClosed(drifted) }] };
}
