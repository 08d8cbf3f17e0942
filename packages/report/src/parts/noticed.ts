import type { RunOutcome } from "@chat-ip/sync";
import { code, plain } from "../text/escape.ts";
import type { Section } from "../text/fit.ts";
import { countApps, listLabel, nameLists, some } from "../text/list-names.ts";
import { blocks, folded } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";
import { findingsText } from "./held-back.ts";
import { itemList } from "./item-list.ts";
import { nearMissTexts } from "./near-misses.ts";
import { driftedOf, type Loaded, loadedOf } from "./run-lists.ts";

type Told = Pick<RunOutcome, "lists">;

/** More prefixes of a keep block than this are counted only. */
const shownPrefixes = 5;

function letThrough(outcome: Told, words: Words): string[] {
  const found = driftedOf(outcome.lists).filter(
    ({ findings, heldRemovals }) => findings.length > 0 && heldRemovals.length === 0,
  );
  return found.map((list) => words.letThrough(code(listLabel(list)), findingsText(list, words)));
}

function badLines({ file, invalid }: Loaded, words: Words): string {
  if (invalid.length === 0) return "";
  const items = invalid.map(({ line, text, recovered, ...fault }) =>
    words.badLine(
      line,
      code(text),
      plain(words.lineFault(fault)),
      recovered === null ? null : code(recovered),
    ),
  );
  return blocks([words.badLines(code(file.path), invalid.length), itemList(items, words)]);
}

/** Lists of which the same is to be said are named together. */
function together(
  lists: readonly Loaded[],
  itemsOf: (list: Loaded) => readonly string[],
  title: (names: string, count: number) => string,
  apps: number,
  words: Words,
): string[] {
  const groups = Map.groupBy(
    lists.filter((list) => itemsOf(list).length > 0),
    (list) => itemsOf(list).join("\n"),
  );
  return [...groups.values()].flatMap((group) => {
    const items = group[0] === undefined ? [] : itemsOf(group[0]);
    return [blocks([title(nameLists(group, apps, words), items.length), itemList(items, words)])];
  });
}

function kept(list: Loaded, words: Words): string {
  const held = list.keep.filter(({ prefixes }) => prefixes.length > 0);
  if (held.length === 0) return "";
  const items = held.map(({ reason, prefixes }) =>
    words.keptEntry(
      some(
        prefixes.map((prefix) => code(prefix)),
        shownPrefixes,
        words,
      ),
      reason === null ? null : plain(reason, 200),
    ),
  );
  return blocks([words.kept(code(listLabel(list))), itemList(items, words)]);
}

/** What else a reviewer may wonder about: what was let through, replaced lines, odd entries, kept entries. */
export function noticedSection(outcome: Told, words: Words): Section {
  const loaded = loadedOf(outcome.lists);
  const drifted = driftedOf(outcome.lists);
  const apps = countApps(outcome.lists);
  const adjusted = ({ adjusted: entries }: Loaded): string[] =>
    entries.map(({ entry, prefix, changed }) => words.adjustedEntry(code(entry), code(prefix), changed));
  const flickered = ({ flickered: prefixes }: Loaded): string[] => prefixes.map((prefix) => code(prefix));
  const parts = [
    ...letThrough(outcome, words),
    ...drifted.map((list) => badLines(list, words)),
    ...nearMissTexts(outcome.lists, words),
    ...together(loaded, flickered, words.flickered, apps, words),
    ...together(loaded, adjusted, words.adjusted, apps, words),
    ...drifted.map((list) => kept(list, words)),
  ].filter((part) => part !== "");
  return {
    name: words.noticedTitle,
    text: parts.length === 0 ? "" : folded(words.noticedTitle, blocks(parts)),
    importance: 20,
  };
}
