import type { ListKey, OthersWork, RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { countApps, nameLists, some } from "../text/list-names.ts";
import type { Words } from "../words/words.ts";
import { failedOf, heldBackOf, loadedOf, withHeldRemovals } from "./run-lists.ts";

type Told = Pick<RunOutcome, "lists" | "carried">;

/** More items than this are counted only. */
const shownItems = 4;
const shownNames = 3;

/** Is a list in the change all the same, as an earlier run proposed it? */
const isCarried =
  ({ carried }: Told) =>
  (list: ListKey): boolean =>
    carried.some((one) => one.app === list.app && one.list === list.list);

function failedItems(outcome: Told, apps: number, words: Words): string[] {
  const failed = failedOf(outcome.lists).filter((list) => !isCarried(outcome)(list));
  const byLabel = Map.groupBy(failed, ({ failure }) => words.failureLabel(failure));
  return [...byLabel].map(([label, lists]) => words.failedItem(nameLists(lists, apps, words), label));
}

function heldBackItems(outcome: Told, apps: number, words: Words): string[] {
  const heldBack = heldBackOf(outcome.lists).filter((list) => !isCarried(outcome)(list));
  const byLabels = Map.groupBy(heldBack, ({ findings }) =>
    [...new Set(findings.map(({ rule }) => words.findingLabels[rule]))].join(words.quantities.items),
  );
  return [...byLabels].map(([labels, held]) => words.heldBackItem(nameLists(held, apps, words), labels));
}

function heldRemovalItems({ lists }: Told, apps: number, words: Words): string[] {
  const held = withHeldRemovals(lists);
  if (held.length === 0) return [];
  const count = new Set(held.flatMap(({ heldRemovals }) => heldRemovals)).size;
  return [words.heldRemovalsItem(count, nameLists(held, apps, words))];
}

function waitingItems({ lists }: Told, words: Words): string[] {
  const waiting = loadedOf(lists).flatMap((list) => list.waiting);
  const times = waiting.map(({ dueAt }) => dueAt.getTime());
  if (times.length === 0) return [];
  const first = Math.min(...times);
  const count = new Set(waiting.map(({ prefix }) => prefix)).size;
  return [
    words.waitingItem(
      count,
      new Date(first),
      times.some((time) => time !== first),
    ),
  ];
}

/** What the change leaves out: failed lists, what is held back, and removals that wait. */
export function notIncluded(outcome: Told, words: Words): string {
  const apps = countApps(outcome.lists);
  const items = [
    ...failedItems(outcome, apps, words),
    ...heldBackItems(outcome, apps, words),
    ...heldRemovalItems(outcome, apps, words),
    ...waitingItems(outcome, words),
  ];
  if (items.length === 0) return "";
  const rest = items.length - shownItems;
  const shown = rest > 1 ? [...items.slice(0, shownItems), words.moreRows(rest)] : items;
  return words.notIncluded(shown);
}

function commits({ commits: found, files }: OthersWork, words: Words): string {
  const names = (items: readonly string[]): string =>
    some(
      [...new Set(items)].map((item) => code(item, 60)),
      shownNames,
      words,
    );
  return words.commitsItem(found.length, names(found.map(({ author }) => author)), names(files));
}

/** What else is merged with the branch: other people's commits, and lists as an earlier run proposed them. */
export function alsoOnBranch(outcome: Told & Pick<RunOutcome, "pullRequest">, words: Words): string {
  const { carried, pullRequest } = outcome;
  const others = pullRequest?.others ?? null;
  const items = [
    ...(others === null || others.commits.length === 0 ? [] : [commits(others, words)]),
    ...(carried.length === 0 ? [] : [words.carriedItem(nameLists(carried, countApps(outcome.lists), words))]),
  ];
  return items.length === 0 ? "" : words.alsoOnBranch(items);
}
