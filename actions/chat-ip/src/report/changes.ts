import type { AddressCount, Prefix, PrefixChange } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import type { ListOutcome } from "../outcome.ts";

/**
 * What happens to a group of prefixes that belong together.
 *
 * - `new`, `gone`: nothing on the other side overlaps it
 * - `widened`, `narrowed`: one prefix becomes one other
 * - `split`, `merged`: one becomes several, several become one
 * - `rearranged`: several become several
 * - `comes-inside`, `goes-inside`: it comes or goes inside a prefix that stays, so no address changes
 */
export type ChangeKind =
  | "new"
  | "gone"
  | "widened"
  | "narrowed"
  | "split"
  | "merged"
  | "rearranged"
  | "comes-inside"
  | "goes-inside";

/** One change as a person would tell it, with every list that it happens in. */
export interface Change {
  readonly kind: ChangeKind;
  readonly family: "ipv4" | "ipv6";
  /** What the files have now; for `comes-inside`, the prefix that stays. */
  readonly before: readonly Prefix[];
  /** What they will have instead; for `goes-inside`, the prefix that stays. */
  readonly after: readonly Prefix[];
  /** addresses that become allowed, in each of the lists */
  readonly gained: bigint;
  /** addresses that stop being allowed, in each of the lists */
  readonly lost: bigint;
  /** in the run's order, `all` last */
  readonly lists: readonly ListName[];
}

/** Changes that happen in exactly the same lists. */
export interface ChangeGroup {
  readonly lists: readonly ListName[];
  readonly changes: readonly Change[];
}

type Told = Omit<Change, "lists">;

interface Member {
  readonly side: "added" | "removed";
  readonly change: PrefixChange;
}

/** Added and removed prefixes that reach one another through their counterparts, in the order of their first member. */
function connect(added: readonly PrefixChange[], removed: readonly PrefixChange[]): Member[][] {
  const members: Member[] = [
    ...added.map((change): Member => ({ side: "added", change })),
    ...removed.map((change): Member => ({ side: "removed", change })),
  ];
  const positions = {
    added: new Map(added.map((change, index) => [change.prefix, index])),
    removed: new Map(removed.map((change, index) => [change.prefix, added.length + index])),
  };
  const parents = members.map((_, index) => index);
  const rootOf = (start: number): number => {
    let index = start;
    for (let parent = parents[index]; parent !== undefined && parent !== index; parent = parents[index]) {
      parents[index] = parents[parent] ?? parent;
      index = parent;
    }
    return index;
  };
  for (const [index, { side, change }] of members.entries()) {
    for (const counterpart of change.counterparts) {
      const other = positions[side === "added" ? "removed" : "added"].get(counterpart);
      if (other === undefined) continue;
      const [one, two] = [rootOf(index), rootOf(other)];
      parents[Math.max(one, two)] = Math.min(one, two);
    }
  }
  const components = new Map<number, Member[]>();
  for (const [index, member] of members.entries()) {
    const root = rootOf(index);
    const component = components.get(root);
    if (component) component.push(member);
    else components.set(root, [member]);
  }
  return [...components.values()];
}

function kindOf(before: readonly Prefix[], after: readonly Prefix[], first: Member): ChangeKind {
  if (before.length === 0) return "new";
  if (after.length === 0) return "gone";
  if (before.length === 1 && after.length === 1) {
    return first.change.relation === "widened" ? "widened" : "narrowed";
  }
  if (before.length === 1) return "split";
  return after.length === 1 ? "merged" : "rearranged";
}

function sum(changes: readonly PrefixChange[]): bigint {
  return changes.reduce((total, change) => total + change.addresses, 0n);
}

/** A component as one change. Counterparts that didn't change themselves belong to the story as well: they stay. */
function tell(component: readonly Member[]): Told | null {
  const [first] = component;
  if (!first) return null;
  const side = (wanted: Member["side"]): PrefixChange[] =>
    component.filter((member) => member.side === wanted).map((member) => member.change);
  const [added, removed] = [side("added"), side("removed")];
  const [came, went] = [added.map((change) => change.prefix), removed.map((change) => change.prefix)];
  const family = first.change.prefix.includes(":") ? "ipv6" : "ipv4";
  const numbers = { family, gained: sum(added), lost: sum(removed) } as const;
  const { relation, counterparts } = first.change;
  const outerStays =
    first.side === "added" ? /narrowed|split/.test(relation) : /widened|merged/.test(relation);
  if (component.length === 1 && outerStays) {
    return first.side === "added"
      ? { kind: "comes-inside", before: counterparts, after: came, ...numbers }
      : { kind: "goes-inside", before: went, after: counterparts, ...numbers };
  }
  const before = [...new Set([...went, ...added.flatMap((change) => change.counterparts)])];
  const after = [...new Set([...came, ...removed.flatMap((change) => change.counterparts)])];
  return { kind: kindOf(before, after, first), before, after, ...numbers };
}

/** Lists in the run's order, but `all` last: it repeats what the others say. */
export function allLast(names: readonly ListName[]): ListName[] {
  return [...names.filter((name) => name !== "all"), ...names.filter((name) => name === "all")];
}

type Drifting = Extract<ListOutcome, { status: "drift" }>;

interface Story {
  readonly told: Told;
  /** the same for the same change in another list */
  readonly key: string;
}

const stories = new WeakMap<Drifting, readonly Story[]>();

/** The changes of one list. Every text asks for them more than once, so they are kept for as long as the list is. */
function storiesOf(outcome: Drifting): readonly Story[] {
  const known = stories.get(outcome);
  if (known) return known;
  const found = connect(outcome.drift.added, outcome.drift.removed).flatMap((component): Story[] => {
    const told = tell(component);
    if (!told) return [];
    return [{ told, key: [told.kind, told.before, told.after, told.gained, told.lost].join("|") }];
  });
  stories.set(outcome, found);
  return found;
}

/** What is proposed: the changes of every list with drift, each told once. Lists held back or failed propose nothing. */
export function collectChanges(lists: readonly ListOutcome[]): Change[] {
  const found = new Map<string, { told: Told; lists: ListName[] }>();
  for (const outcome of lists) {
    if (outcome.status !== "drift") continue;
    for (const { told, key } of storiesOf(outcome)) {
      const known = found.get(key);
      if (known) known.lists.push(outcome.list);
      else found.set(key, { told, lists: [outcome.list] });
    }
  }
  return [...found.values()].map(({ told, lists: names }) => ({ ...told, lists: allLast(names) }));
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
