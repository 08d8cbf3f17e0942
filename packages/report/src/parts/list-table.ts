import type { AddressCount } from "@chat-ip/allowlist";
import type { RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { allLast, countApps, listLabel } from "../text/list-names.ts";
import { table } from "../text/markdown.ts";
import { plusMinus } from "../text/quantities.ts";
import type { Words } from "../words/words.ts";
import { isFirstRun } from "./lead.ts";
import { type Drifted, driftedOf } from "./run-lists.ts";

const none = "–";

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
function groupsOf(drifted: readonly Drifted[]): Drifted[][] {
  const groups = Map.groupBy(allLast(drifted), ({ app, list, drift }) =>
    app === null
      ? list
      : [list, drift.added.map(({ prefix }) => prefix), drift.removed.map(({ prefix }) => prefix)].join(";"),
  );
  return [...groups.values()];
}

function row(group: readonly Drifted[], apps: number, words: Words): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { list, drift } = first;
  const alone = group.length === 1;
  const name = `${code(alone ? listLabel(first) : list)} · ${words.meanings[list]}`;
  const moved = plusMinus(drift.added.length, drift.removed.length);
  return [
    name,
    signed(drift.gained, "+", words),
    signed(drift.lost, "−", words),
    alone ? prefixes(first, words) : words.inApps(moved, group.length, apps),
  ];
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
  const rows = shown.map((group) => row(group, apps, words));
  return table(words.tableHead, rest > 0 ? [...rows, [words.moreRows(rest), "", "", ""]] : rows);
}
