import type { ListName } from "@chat-ip/core";
import {
  allLast,
  collectChanges,
  type ListKey,
  type ListOutcome,
  openedAndClosed,
  type RunOutcome,
} from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { listLabel } from "../text/list-names.ts";
import { blocks, bullets } from "../text/markdown.ts";
import { amount, counted, isNone, sentenceList } from "../text/quantities.ts";

/** What a firewall does wrong while addresses of a list are missing from its file. */
const missing: Readonly<Record<ListName, (addresses: string) => string>> = {
  all: (addresses) => `blocks ${addresses} of Tencent Cloud Chat's servers`,
  "native-china": (addresses) =>
    `keeps apps with the native SDK inside China, Hong Kong included, from reaching Tencent Cloud Chat at ${addresses}`,
  "native-global": (addresses) =>
    `keeps apps with the native SDK outside China from reaching Tencent Cloud Chat at ${addresses}`,
  "web-china": (addresses) =>
    `keeps web SDK clients inside China, Hong Kong included, from reaching Tencent Cloud Chat at ${addresses}`,
  "web-global": (addresses) =>
    `keeps web SDK clients outside China from reaching Tencent Cloud Chat at ${addresses}`,
  "webhook-china": (addresses) =>
    `refuses webhooks that Tencent Cloud Chat sends from ${addresses} to your servers inside China, Hong Kong included`,
  "webhook-global": (addresses) =>
    `refuses webhooks that Tencent Cloud Chat sends from ${addresses} to your servers outside China`,
};

/** Names of lists in a sentence, `all` last. */
export function listNames(lists: readonly Pick<ListKey, "app" | "list">[]): string {
  return sentenceList(allLast(lists).map((list) => code(listLabel(list))));
}

/** What opens, list by list. `all` speaks only of what no other list has told already. */
function openings(drifted: readonly (ListOutcome & { status: "drift" })[]): string[] {
  const changes = collectChanges(drifted);
  const onlyAll = openedAndClosed(changes.filter(({ lists }) => lists.every(({ list }) => list === "all")));
  return drifted
    .map(({ list, drift }) => ({ list, gained: list === "all" ? onlyAll.opened : drift.gained }))
    .filter(({ gained }) => !isNone(gained))
    .sort((a, b) => Number(a.list === "all") - Number(b.list === "all"))
    .map(({ list, gained }) => `${missing[list](`**${amount(gained, "new")}**`)} (${code(list)})`);
}

function closings(drifted: readonly (ListOutcome & { status: "drift" })[]): string[] {
  const { closed } = openedAndClosed(collectChanges(drifted));
  if (isNone(closed)) return [];
  const names = drifted.filter(({ drift }) => !isNone(drift.lost));
  return [`still allows **${amount(closed)}** that Tencent Cloud Chat no longer lists (${listNames(names)})`];
}

function unreadable(drifted: readonly (ListOutcome & { status: "drift" })[]): string[] {
  const lines = drifted.reduce((sum, { invalid }) => sum + invalid.length, 0);
  if (lines === 0) return [];
  const names = drifted.filter(({ invalid }) => invalid.length > 0);
  const what = counted(lines, "line that is no address", "lines that are no addresses");
  return [`may stumble over **${what}** (${listNames(names)})`];
}

/** Neither addresses nor lines differ: then what differs are files that are written from the list in other formats. */
function stale(drifted: readonly (ListOutcome & { status: "drift" })[]): string[] {
  const names = drifted.filter(({ drift, invalid }) => !drift.differs && invalid.length === 0);
  return names.length === 0
    ? []
    : [`reads **files in other formats that are missing or out of date** (${listNames(names)})`];
}

/**
 * What happens to people until the change is in place, and nothing else: the first thing a reviewer reads.
 *
 * @param until a clause that ends the wait: `this is merged`
 * @returns Markdown, or nothing where no list has drift
 */
export function consequence(outcome: Pick<RunOutcome, "context" | "lists">, until: string): string {
  const drifted = outcome.lists.filter((list) => list.status === "drift");
  const effects = [...openings(drifted), ...closings(drifted), ...unreadable(drifted), ...stale(drifted)];
  const [only, ...more] = effects;
  if (only === undefined) return "";
  const start = `**Until ${until}**, a firewall that follows the allowlists in ${code(`${outcome.context.path}/`)}`;
  if (more.length === 0) return `${start} ${only}.`;
  return `${start}:\n\n${bullets(effects.map((effect, index) => `${effect}${index < more.length ? ";" : "."}`))}`;
}

/** Which lists are left out of the proposal, and why, and which are in it without having been looked at. */
export function leftOut(outcome: Pick<RunOutcome, "lists" | "carried">): string {
  return blocks([notIn(outcome), carriedOn(outcome)]);
}

function carriedOn({ carried }: Pick<RunOutcome, "carried">): string {
  if (carried.length === 0) return "";
  return `**In here as an earlier run proposed ${carried.length > 1 ? "them" : "it"}:** ${listNames(carried)}. This run could not check ${carried.length > 1 ? "these lists" : "this list"}; the diff shows what changes there.`;
}

function notIn({ lists, carried }: Pick<RunOutcome, "lists" | "carried">): string {
  const named = (status: ListOutcome["status"]): ListOutcome[] =>
    lists.flatMap((one) =>
      one.status === status && !carried.some(({ app, list }) => app === one.app && list === one.list)
        ? [one]
        : [],
    );
  const [held, failed] = [named("held-back"), named("failed")];
  const reasons = [
    held.length > 0
      ? `${listNames(held)} ${held.length > 1 ? "look" : "looks"} wrong and ${held.length > 1 ? "are" : "is"} held back`
      : "",
    failed.length > 0 ? `${listNames(failed)} could not be loaded` : "",
  ].filter((reason) => reason !== "");
  if (reasons.length === 0) return "";
  return `**Not in here:** ${reasons.join("; ")}. ${held.length + failed.length > 1 ? "Their files stay as they are" : "Its file stays as it is"}, see below.`;
}
