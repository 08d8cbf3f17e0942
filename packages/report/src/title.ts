import type { ListKey, ListOutcome, RunOutcome } from "@chat-ip/sync";
import { distinctPrefixes } from "./changes/collect-changes.ts";
import { proposedPrefixes } from "./parts/list-table.ts";
import { type Drifted, driftedOf } from "./parts/run-lists.ts";
import { allLast, countApps, listLabel } from "./text/list-names.ts";
import { plusMinus, quantitiesOf } from "./text/quantities.ts";

/** GitHub's limit for a title, in characters. */
const titleLimit = 256;
/** More lists than this are counted instead of named. */
const namedLists = 3;
/** From this many apps on, lines that are the same are written once. */
const manyApps = 3;

type Told = Pick<RunOutcome, "lists" | "carried">;

// Titles and commit messages are English whatever the language of the run: they are in the history of the repository.
const { number, counted } = quantitiesOf("en");
const prefixes = (count: number): string => counted(count, "prefix", "prefixes");

const namesOf = (lists: readonly Pick<ListKey, "app" | "list">[]): string[] => [
  ...new Set(allLast(lists).map(({ list }) => list)),
];

/** `webhook-china, native-global` · `webhook-china, native-global and 3 more` · `all 7 lists` · `webhook-global, 37 of 40 apps` */
function listsInBrackets(drifted: readonly Drifted[], asked: readonly ListOutcome[]): string {
  const names = namesOf(drifted);
  const all = namesOf(asked).length;
  const apps = countApps(asked);
  const inApps = apps > 1 ? `, ${countApps(drifted)} of ${apps} apps` : "";
  if (names.length <= namedLists) return `${names.join(", ")}${inApps}`;
  if (names.length === all) return `all ${all} lists${inApps}`;
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more${inApps}`;
}

/** What kind of change a run proposes, with its numbers. */
export type ChangeKind =
  | { readonly kind: "first-version"; readonly prefixes: number }
  | { readonly kind: "changed"; readonly moved: string; readonly count: number }
  | { readonly kind: "bad-lines"; readonly lines: number }
  | { readonly kind: "formats" | "none" };

export function kindOfChange(lists: readonly ListOutcome[]): ChangeKind {
  const drifted = driftedOf(lists);
  const { added, removed } = distinctPrefixes(lists);
  if (drifted.length > 0 && drifted.every((list) => !list.file.exists)) {
    return { kind: "first-version", prefixes: added };
  }
  if (added + removed > 0)
    return { kind: "changed", moved: plusMinus(added, removed), count: added + removed };
  const lines = drifted.reduce((sum, list) => sum + list.invalid.length, 0);
  if (lines > 0) return { kind: "bad-lines", lines };
  return { kind: drifted.length > 0 ? "formats" : "none" };
}

function change(lists: readonly ListOutcome[]): string {
  const found = kindOfChange(lists);
  switch (found.kind) {
    case "first-version":
      return `first version, ${prefixes(found.prefixes)}`;
    case "changed":
      return `${found.moved} ${found.count === 1 ? "prefix" : "prefixes"}`;
    case "bad-lines":
      return `${counted(found.lines, "unreadable line", "unreadable lines")} replaced`;
    case "formats":
      return "files in other formats";
    case "none":
      return "no change";
  }
}

/**
 * What changes, in numbers: `Chat IP allowlists: +3 −1 prefixes (webhook-china, native-global)`. A prefix that several
 * lists gain or lose counts once. At most 256 characters, of which none comes from outside.
 */
export function renderTitle({ lists, carried }: Told): string {
  const drifted = driftedOf(lists);
  const where = drifted.length === 0 ? "" : ` (${listsInBrackets(drifted, lists)})`;
  const before = carried.length === 0 ? "" : `; ${namesOf(carried).join(", ")} as before`;
  return `Chat IP allowlists: ${change(lists)}${where}${before}`.slice(0, titleLimit);
}

function lineOf(list: Drifted): string {
  const { committed, drift, invalid, file } = list;
  const count = prefixes(proposedPrefixes(list));
  if (!file.exists) return `${count}, first version`;
  const moved = plusMinus(drift.added.length, drift.removed.length);
  const replaced = invalid.length === 0 ? "" : `, ${counted(invalid.length, "line", "lines")} replaced`;
  const from = committed === proposedPrefixes(list) ? "" : `${number(committed)} to `;
  return `${from}${count} (${moved}${replaced})`;
}

/**
 * The commit's subject and, below it, one line a list; ends without a line break, so that trailers can follow after an
 * empty line.
 */
export function renderCommitMessage(outcome: Told): string {
  const groups = Map.groupBy(driftedOf(outcome.lists), (list) => `${list.list}: ${lineOf(list)}`);
  const lines = [...groups].flatMap(([line, lists]) =>
    lists.length < manyApps
      ? lists.map((list) => `${listLabel(list)}: ${lineOf(list)}`)
      : [`${line}, in ${lists.length} apps`],
  );
  return [renderTitle(outcome), ...(lines.length === 0 ? [] : ["", ...lines])].join("\n");
}
