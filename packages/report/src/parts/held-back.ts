import type { RunOutcome } from "@chat-ip/sync";
import { code, plain } from "../text/escape.ts";
import type { Section } from "../text/fit.ts";
import { countApps, listLabel, nameLists } from "../text/list-names.ts";
import { folded } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";
import { itemList } from "./item-list.ts";
import { failedOf, heldBackOf, type Loaded, loadedOf, withHeldRemovals } from "./run-lists.ts";

type Told = Pick<RunOutcome, "lists">;

/** How a person lets this answer through. */
export const allowSetting = (list: Loaded): string =>
  `allow-suspicious: ${listLabel(list)}@${list.answerDigest}`;

export const findingsText = ({ findings, file }: Loaded, words: Words): string =>
  findings.map((finding) => words.finding(finding, file.path)).join(words.quantities.between);

/** A file that can't be read is never overwritten, so there is nothing to allow. */
const allowLine = (list: Loaded, words: Words): string =>
  list.unreadable === null ? `${words.quantities.between}${words.allowOnce(code(allowSetting(list)))}` : "";

/** What the guardrails hold back, why, and how to let it through. */
export function heldBackSection({ lists }: Told, words: Words): Section {
  const whole = heldBackOf(lists).map(
    (list) =>
      words.heldBackWhole(code(listLabel(list)), findingsText(list, words), list.committed, list.live) +
      allowLine(list, words),
  );
  const removals = withHeldRemovals(lists).map(
    (list) =>
      words.heldBackRemovals(code(listLabel(list)), findingsText(list, words)) + allowLine(list, words),
  );
  const items = [...whole, ...removals];
  const name = words.heldBackTitle(items.length);
  return { name, text: items.length === 0 ? "" : folded(name, itemList(items, words)), importance: 60 };
}

/** What could not be loaded, each cause once, and what to do. */
export function failedSection(
  { lists }: Told,
  words: Words,
  options: { readonly open?: boolean } = {},
): Section {
  const failed = failedOf(lists);
  const apps = countApps(lists);
  const byCause = Map.groupBy(failed, ({ failure }) => {
    const { what, remedy } = words.failure(failure);
    return `${what}\n${remedy}`;
  });
  const items = [...byCause.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { what, remedy } = words.failure(first.failure);
    return [words.failed(nameLists(group, apps, words), plain(what), plain(remedy))];
  });
  const name = words.failedTitle(failed.length);
  const text = items.length === 0 ? "" : itemList(items, words);
  return { name, text: text === "" || options.open ? text : folded(name, text), importance: 60 };
}

/** Removals that are not proposed yet. */
export function waitingSection({ lists }: Told, words: Words): Section {
  const apps = countApps(lists);
  const waiting = loadedOf(lists).flatMap((list) => list.waiting.map((removal) => ({ list, ...removal })));
  const groups = Map.groupBy(waiting, ({ prefix, missedSince, dueAt }) =>
    [prefix, missedSince.getTime(), dueAt.getTime()].join(),
  );
  const items = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = nameLists(
      group.map(({ list }) => list),
      apps,
      words,
    );
    return [words.waits(code(first.prefix), names, first.missedSince, first.dueAt)];
  });
  const title = words.waitingTitle(items.length);
  const text = items.length === 0 ? "" : folded(title, itemList(items, words));
  return { name: title, text, importance: 25 };
}
