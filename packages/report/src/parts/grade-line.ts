import type { ListKey, Reason, RunOutcome } from "@chat-ip/sync";
import { code, link } from "../text/escape.ts";
import { countApps, listLabel, nameLists, some } from "../text/list-names.ts";
import type { Words } from "../words/words.ts";

/** More names than this are counted only. */
const shownNames = 2;
/** More reasons than this are counted only; the first are the most important. */
const shownReasons = 5;

/** One reason of a grade as a piece of a sentence. */
export function reasonText(reason: Reason, apps: number, words: Words): string {
  const short = (items: readonly string[]): string => some(items, shownNames, words);
  return words.reason(reason, {
    lists: (keys: readonly ListKey[]) => nameLists(keys, apps, words),
    // Texts are made of what is named only: there can be thousands of prefixes.
    prefixes: (prefixes) => some(prefixes, shownNames, words, code),
    some: short,
  });
}

/** What a reason says again of lists that an earlier one has named is left out. */
function withoutRepeats(reasons: readonly Reason[]): Reason[] {
  const named = new Set<string>();
  return reasons.filter((reason) => {
    if (reason.rule !== "removes-addresses" && reason.rule !== "removes-prefixes") return true;
    const keys = reason.shares.map(({ list, family }) => `${listLabel(list)} ${family}`);
    const isNews = keys.some((key) => !named.has(key));
    for (const key of keys) named.add(key);
    return isNews;
  });
}

/** The grade of what would be merged, with its reasons in the same line; empty where nothing would be. */
export function gradeLine({ lists, graded }: Pick<RunOutcome, "lists" | "graded">, words: Words): string {
  const { grade, reasons: all } = graded;
  const reasons = withoutRepeats(all);
  if (grade === null) return "";
  const apps = countApps(lists);
  const shown = reasons.slice(0, shownReasons).map((reason) => reasonText(reason, apps, words));
  const rest = reasons.length - shown.length;
  const texts = rest > 0 ? [...shown, words.moreRows(rest)] : shown;
  return words.gradeLine(words.grades[grade], texts, link(words.howGraded, words.pages.grading));
}
