import type { AddressChange, AddressCount, Prefix } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import type { ListOutcome } from "@chat-ip/sync";

/** One change, with every list that it happens in; `gained` and `lost` count in each of the lists. */
export interface Change extends Omit<AddressChange, "family"> {
  readonly family: "ipv4" | "ipv6";
  /** in the run's order, `all` last */
  readonly lists: readonly ListName[];
}

/** Changes that happen in exactly the same lists. */
export interface ChangeGroup {
  readonly lists: readonly ListName[];
  readonly changes: readonly Change[];
}

/** Lists in the run's order, but `all` last: it repeats what the others say. */
export function allLast(names: readonly ListName[]): ListName[] {
  return [...names.filter((name) => name !== "all"), ...names.filter((name) => name === "all")];
}

/** What is proposed: the changes of every list with drift, each told once. Lists held back or failed propose nothing. */
export function collectChanges(lists: readonly ListOutcome[]): Change[] {
  const found = new Map<string, { change: AddressChange; lists: ListName[] }>();
  for (const outcome of lists) {
    if (outcome.status !== "drift") continue;
    for (const change of outcome.drift.changes) {
      const key = [change.kind, change.before, change.after, change.gained, change.lost].join("|");
      const known = found.get(key);
      if (known) known.lists.push(outcome.list);
      else found.set(key, { change, lists: [outcome.list] });
    }
  }
  return [...found.values()].map(({ change, lists: names }) => ({
    ...change,
    family: change.family === "IPv4" ? "ipv4" : "ipv6",
    lists: allLast(names),
  }));
}

/** What a reader should meet first: what opens, then what only changes shape, then what closes. */
function rank(change: Change): number {
  if (change.gained > 0n) return change.lost > 0n ? 1 : 0;
  return change.lost > 0n ? 3 : 2;
}

/** Changes by the lists they happen in, in the run's order of lists; `all` alone comes last. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, { lists: readonly ListName[]; changes: Change[] }>();
  for (const change of changes) {
    const key = change.lists.join();
    const group = groups.get(key);
    if (group) group.changes.push(change);
    else groups.set(key, { lists: change.lists, changes: [change] });
  }
  const ordered = [...groups.values()].sort(
    (a, b) => Number(a.lists[0] === "all") - Number(b.lists[0] === "all"),
  );
  return ordered.map((group) => ({
    lists: group.lists,
    changes: group.changes.toSorted((a, b) => rank(a) - rank(b)),
  }));
}

/** Addresses that the changes open and close; what several lists share counts once. */
export function openedAndClosed(changes: readonly Change[]): { opened: AddressCount; closed: AddressCount } {
  const by = (family: Change["family"], count: (change: Change) => bigint): bigint =>
    changes.reduce((total, change) => (change.family === family ? total + count(change) : total), 0n);
  return {
    opened: { ipv4: by("ipv4", (change) => change.gained), ipv6: by("ipv6", (change) => change.gained) },
    closed: { ipv4: by("ipv4", (change) => change.lost), ipv6: by("ipv6", (change) => change.lost) },
  };
}

/** Different prefixes that come and go, whatever the number of lists they are in. */
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
