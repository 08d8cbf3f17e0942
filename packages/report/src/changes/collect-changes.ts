import type { AddressChange, Prefix } from "@chat-ip/allowlist";
import type { ListKey, ListOutcome } from "@chat-ip/sync";
import { allLast } from "../text/list-names.ts";

/** One proposed change, with every list that it happens in; `gained` and `lost` count in each of the lists. */
export interface Change extends Omit<AddressChange, "family" | "key"> {
  readonly family: "ipv4" | "ipv6";
  /** in the run's order, `all` last */
  readonly lists: readonly ListKey[];
}

/** A change whose lists are still being found. */
interface Collected extends Omit<Change, "lists"> {
  lists: ListKey[];
}

/** What is proposed: the changes of every list with drift, each once. Lists that were held back or failed propose nothing. */
export function collectChanges(lists: readonly ListOutcome[]): Change[] {
  const found = new Map<string, Collected>();
  for (const outcome of lists) {
    if (outcome.status !== "drift") continue;
    const { app, list, path } = outcome;
    const own: ListKey = { app, list, path };
    // Most changes happen in one list only: they share this.
    const alone = [own];
    for (const { key, kind, family: name, before, after, gained, lost } of outcome.drift.changes) {
      const known = found.get(key);
      const family = name === "IPv4" ? "ipv4" : "ipv6";
      if (known === undefined) found.set(key, { kind, family, before, after, gained, lost, lists: alone });
      else if (known.lists.length === 1) known.lists = [...known.lists, own];
      else known.lists.push(own);
    }
  }
  const changes = [...found.values()];
  for (const change of changes) {
    if (change.lists.length > 1) change.lists = allLast(change.lists);
  }
  return changes;
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
