import type { ListOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import type { Words } from "../words/words.ts";
import { loadedOf } from "./run-lists.ts";

/** More lines than this are counted only; all of them are in the folds. */
const shownLines = 2;

/** Lines of the committed files that look meant as `# keep` and protect nothing, each with what to do, as Markdown. */
export const nearMissTexts = (lists: readonly ListOutcome[], words: Words): string[] =>
  loadedOf(lists).flatMap(({ file, nearMisses }) =>
    nearMisses.map(({ kind, line, text }) => words.nearMiss(kind, code(file.path), line, code(text))),
  );

/** The same on the first screen: what somebody wanted to keep is about to go, or will with a later change. */
export function nearMissWarning({ lists }: { readonly lists: readonly ListOutcome[] }, words: Words): string {
  const texts = nearMissTexts(lists, words);
  if (texts.length === 0) return "";
  const rest = texts.length - shownLines;
  const shown = rest > 1 ? [...texts.slice(0, shownLines), words.moreRows(rest)] : texts;
  return shown.map((text) => `⚠️ ${text}`).join("\n\n");
}
