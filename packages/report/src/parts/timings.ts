import type { RunOutcome } from "@chat-ip/sync";
import type { Section } from "../text/fit.ts";
import { cellLabel } from "../text/list-names.ts";
import { blocks, table } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";

/** More lists than this: only the slowest are shown. */
const shownLists = 20;

/** How long each list took, and what came of it. */
export function timings({ lists }: Pick<RunOutcome, "lists">, words: Words): Section {
  const { duration } = words.quantities;
  const slowest = lists.length > shownLists + 1;
  const shown = slowest
    ? lists.toSorted((one, other) => other.durationMs - one.durationMs).slice(0, shownLists)
    : lists;
  const rows = shown.map((list) => [cellLabel(list), words.results[list.status], duration(list.durationMs)]);
  const rest = lists.length - shown.length;
  const all = rest > 0 ? [...rows, [words.moreRows(rest), "", ""]] : rows;
  const text =
    lists.length === 0
      ? ""
      : blocks([`### ${words.timingsTitle}`, table(words.timingsHead, all, { left: 2 })]);
  return { name: words.timingsTitle, text, importance: 30 };
}
