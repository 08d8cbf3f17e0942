import type { ListKey } from "@chat-ip/sync";
import type { Words } from "../words/words.ts";
import { code } from "./escape.ts";

type Named = Pick<ListKey, "app" | "list">;

/** A list's name as people see it: `webhook-china`, or `shop/webhook-china` where a run has several apps. */
export const listLabel = ({ app, list }: Named): string => (app === null ? list : `${app}/${list}`);

/** Lists in the run's order, but `all` last: it repeats what the others say. */
export function allLast<List extends Pick<ListKey, "list">>(lists: readonly List[]): List[] {
  return [...lists.filter(({ list }) => list !== "all"), ...lists.filter(({ list }) => list === "all")];
}

/** A longer piece of an app's name is shortened in a table: a phone can't break it. */
const longestPiece = 14;

const shortened = (app: string): string =>
  app
    .split("-")
    .map((piece) => (piece.length > longestPiece ? `${piece.slice(0, longestPiece - 1)}…` : piece))
    .join("-");

/** A list's name for a table's cell, as Markdown. A slash without spaces would keep app and list on one line. */
export const cellLabel = ({ app, list }: Named): string =>
  app === null ? code(list) : `${code(shortened(app))} / ${code(list)}`;

/** More names than this are counted only. A run of one app has seven lists. */
const namedLists = 7;
/** From this many apps on, a list is named once for all of them. */
const manyApps = 3;

/** How many apps a run has. */
export const countApps = (lists: readonly Named[]): number => new Set(lists.map(({ app }) => app)).size;

/** What many apps share is named once: `` `webhook-global` and `all` in 37 of 40 apps ``. */
function labelsOf(lists: readonly Named[], apps: number, words: Words): string[] {
  const byName = [...Map.groupBy(allLast(lists), ({ list }) => list)];
  const few = byName.filter(([, keys]) => keys.length < manyApps);
  const many = Map.groupBy(
    byName.filter(([, keys]) => keys.length >= manyApps),
    ([, keys]) => keys.map(({ app }) => app).join(),
  );
  return [
    ...few.flatMap(([, keys]) => keys.map((key) => code(listLabel(key)))),
    ...[...many.values()].map((group) => {
      const names = words.quantities.list(group.map(([name]) => code(name)));
      return words.listInApps(names, group[0]?.[1].length ?? 0, apps);
    }),
  ];
}

/** Items with the rest of them counted, where there are many. */
export function some(
  items: readonly string[],
  limit: number,
  words: Words,
  textOf: (item: string) => string = (item) => item,
): string {
  // "and 1 more" takes as much room as the one.
  if (items.length <= limit + 1) return words.quantities.list(items.map((item) => textOf(item)));
  return words.andMore(
    items.slice(0, limit).map((item) => textOf(item)),
    items.length - limit,
  );
}

/**
 * Names of lists in a sentence, `all` last.
 *
 * @param apps how many apps the run has
 */
export const nameLists = (lists: readonly Named[], apps: number, words: Words): string =>
  some(labelsOf(lists, apps, words), namedLists, words);
