import { lists as descriptions } from "@chat-ip/core";
import { type Change, collectChanges, type RunOutcome } from "@chat-ip/sync";
import { listNames } from "../parts/consequence.ts";
import type { Section } from "../text/fit.ts";
import { bullets, folded } from "../text/markdown.ts";
import { counted, number } from "../text/quantities.ts";
import { changeLine } from "./change-line.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";

/** Up to this many changes of a group are shown open; more are folded. */
const openChanges = 12;
/** Changes in one fold; a longer group has several, so that a body holds as many as fit. */
const foldSize = 200;

/** Of equal importance, later sections are left out first; changes are the first thing to go. */
const importance = 10;

function heading({ lists, changes }: ChangeGroup): string {
  const names = listNames(lists);
  const [only] = lists;
  const what = lists.length === 1 && only !== undefined ? ` (${descriptions[only.list].description})` : "";
  return `#### ${names}${what}: ${counted(changes.length, "change", "changes")}`;
}

function foldTitle(changes: readonly Change[], from: number, all: number): string {
  if (changes.length === all) return `Show ${counted(all, "change", "changes")}`;
  return `Show changes ${number(from + 1)} to ${number(from + changes.length)} of ${number(all)}`;
}

function sectionsOf(group: ChangeGroup, options: { readonly pieces?: number }): Section[] {
  const name = listNames(group.lists);
  const text = (changes: readonly Change[]): string =>
    bullets(changes.map((change) => changeLine(change, options)));
  const all = group.changes.length;
  if (all <= openChanges) {
    return [{ name, importance, changes: all, text: `${heading(group)}\n\n${text(group.changes)}` }];
  }
  const sections: Section[] = [];
  for (let from = 0; from < all; from += foldSize) {
    const changes = group.changes.slice(from, from + foldSize);
    const fold = folded(foldTitle(changes, from, all), text(changes));
    sections.push({
      name,
      importance,
      changes: changes.length,
      text: from === 0 ? `${heading(group)}\n\n${fold}` : fold,
    });
  }
  return sections;
}

/**
 * What changes, told once for all the lists it happens in: short groups open, long ones folded.
 *
 * @param options.pieces how many prefixes of a split or merge are named; default 16
 */
export function changeSections(
  outcome: Pick<RunOutcome, "lists">,
  options: { readonly pieces?: number } = {},
): Section[] {
  const groups = groupChanges(collectChanges(outcome.lists));
  return groups.flatMap((group) => sectionsOf(group, options));
}
