import type { AddressCount } from "@chat-ip/allowlist";
import type { RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { allLast, cellLabel, countApps } from "../text/list-names.ts";
import { table } from "../text/markdown.ts";
import { plusMinus } from "../text/quantities.ts";
import type { Words } from "../words/words.ts";
import { isFirstRun } from "./lead.ts";
import { type Drifted, driftedOf } from "./run-lists.ts";

const none = "–";
// A phone has room for a list's name and for this many characters of numbers that can't be broken into lines.
const roomOfThree = 19;
const roomOfTwo = 21;
/** What opens and what closes have columns of their own as long as their longest words are no longer together. */
const widestColumns = 12;

/** `+256`, `+256 · +65,536 /64` */
function signed(count: AddressCount, sign: string, words: Words): string {
  const parts = (["ipv4", "ipv6"] as const)
    .filter((family) => count[family] > 0n)
    .map((family) => `${sign}${words.shortAmount(count[family], family)}`);
  return parts.join(" · ") || none;
}

/** How many prefixes the file is to hold. */
export function proposedPrefixes({ committed, drift }: Drifted): number {
  return drift.differs ? committed - drift.removed.length + drift.added.length : committed;
}

function prefixes(list: Drifted, words: Words): string {
  const { number } = words.quantities;
  const proposed = proposedPrefixes(list);
  return proposed === list.committed ? number(proposed) : `${number(list.committed)} → ${number(proposed)}`;
}

/** Apps whose list moves alike share a row. */
function groupsOf(drifted: readonly Drifted[]): [Drifted, ...Drifted[]][] {
  const groups = Map.groupBy(allLast(drifted), ({ app, list, drift }) =>
    app === null
      ? list
      : [list, drift.added.map(({ prefix }) => prefix), drift.removed.map(({ prefix }) => prefix)].join(";"),
  );
  return [...groups.values()] as [Drifted, ...Drifted[]][];
}

interface Row {
  readonly name: string;
  readonly opens: string;
  readonly closes: string;
  readonly prefixes: string;
}

function rowOf(group: readonly [Drifted, ...Drifted[]], apps: number, words: Words): Row {
  const [first] = group;
  const { list, drift } = first;
  const alone = group.length === 1;
  const moved = plusMinus(drift.added.length, drift.removed.length);
  return {
    name: `${alone ? cellLabel(first) : code(list)} · ${words.meanings[list]}`,
    opens: signed(drift.gained, "+", words),
    closes: signed(drift.lost, "−", words),
    prefixes: alone ? prefixes(first, words) : words.inApps(moved, group.length, apps),
  };
}

/** What can't be broken into lines makes a column as wide as it is. */
const widest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.flatMap((text) => text.split(" ")).map((word) => word.length));

/** A heading in Chinese can be broken anywhere. */
const widthOfHead = (head: string): number => (/[a-z]/i.test(head) ? head.length : 1);

/** Keeps `15 → 17` on one line where all of them have room for that. */
function keptTogether(rows: readonly Row[], room: number): Row[] {
  const together = rows.map((row) => ({ ...row, prefixes: row.prefixes.replaceAll(" ", "\u00a0") }));
  return widest(together.map(({ prefixes: moved }) => moved)) <= room ? together : [...rows];
}

function rowsTable(rows: readonly Row[], more: string, words: Words): string {
  const [opening, closing] = [
    widest(rows.map(({ opens }) => opens)),
    widest(rows.map(({ closes }) => closes)),
  ];
  if (opening + closing <= widestColumns) {
    const room = (width: number, column: 1 | 2): number =>
      Math.max(width, widthOfHead(words.tableHead[column]));
    const cells = keptTogether(rows, roomOfThree - room(opening, 1) - room(closing, 2)).map(
      ({ name, opens, closes, prefixes: moved }) => [name, opens, closes, moved],
    );
    return table(words.tableHead, more === "" ? cells : [...cells, [more, "", "", ""]]);
  }
  const cells = keptTogether(rows, roomOfTwo - Math.max(opening, closing)).map(
    ({ name, opens, closes, prefixes: moved }) => {
      const both = [opens, closes].filter((text) => text !== none).join(" · ");
      return [name, both || none, moved];
    },
  );
  return table(words.narrowHead, more === "" ? cells : [...cells, [more, "", ""]]);
}

function firstRunTable(drifted: readonly Drifted[], words: Words): string {
  const rows = allLast(drifted).map(({ list, drift }) => [
    code(list),
    signed(drift.gained, "+", words),
    words.connections[list],
  ]);
  return table(words.firstRunHead, rows, { left: 3 });
}

/**
 * The lists that change, one a row: what opens, what closes, committed → proposed prefixes. On a first run: which list is for
 * what.
 *
 * @param limit more rows than this are counted only
 */
export function listTable({ lists }: Pick<RunOutcome, "lists">, limit: number, words: Words): string {
  const drifted = driftedOf(lists);
  if (drifted.length === 0) return "";
  const apps = countApps(lists);
  if (apps === 1 && isFirstRun(drifted)) return firstRunTable(drifted, words);
  const groups = groupsOf(drifted);
  const shown = groups.length > limit + 1 ? groups.slice(0, limit) : groups;
  const rest = groups.length - shown.length;
  const rows = shown.map((group) => rowOf(group, apps, words));
  return rowsTable(rows, rest > 0 ? words.moreRows(rest) : "", words);
}
