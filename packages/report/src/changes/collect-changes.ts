import type { AddressChange, Prefix } from "@chat-ip/allowlist";
import type { ListKey, ListOutcome } from "@chat-ip/sync";
import { allLast } from "../text/list-names.ts";

/** One proposed change, with every list that it happens in; `gained` and `lost` count in each of the lists. */
export interface Change extends Omit<AddressChange, "family" | "key"> {
  readonly family: "ipv4" | "ipv6";
  /** in the run's order, `all` last */
  readonly lists: readonly ListKey[];
}

/** What is proposed: the changes of every list with drift, each once. Lists that were held back or failed propose nothing. */
export function collectChanges(lists: readonly ListOutcome[]): Change[] {
  const found = new Map<string, { change: AddressChange; lists: ListKey[] }>();
  for (const outcome of lists) {
    if (outcome.status !== "drift") continue;
    const { app, list, path } = outcome;
    const own = { app, list, path };
    for (const change of outcome.drift.changes) {
      const known = found.get(change.key);
      if (known) known.lists.push(own);
      else found.set(change.key, { change, lists: [own] });
    }
  }
  return [...found.values()].map(({ change: { key: _, family, ...change }, lists: keys }) => ({
    ...change,
    family: family === "IPv4" ? "ipv4" : "ipv6",
    lists: allLast(keys),
  }));
}

/** How many different prefixes are added and removed; one that several lists gain or lose counts once. */
export function distinctPrefixes(lists: readonly ListOutcome[]): { added: number; removed: number } {
  const added = new Set<Prefix>();
  const removed = new Set<Prefix>();
  for (const outcome of lists) {
    if (outcome.status !== "drift") continue;
    for (const change of outcome.drift.added) added.add(change.prefix);
    for (const change of outcome.drift.removed) removed.add(change.prefix);
  }
  return { added: added.size, removed: removed.size };
}
