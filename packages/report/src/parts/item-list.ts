import { bullets } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";

/** More items than this are counted only; the JSON report has them all. */
const shownItems = 50;

/** Items one below the other, the rest of them counted where there are many. */
export function itemList(items: readonly string[], words: Words): string {
  const rest = items.length - shownItems;
  return bullets(rest > 1 ? [...items.slice(0, shownItems), words.andMoreItems(rest)] : items);
}
