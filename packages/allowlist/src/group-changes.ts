import type { Family, Prefix } from "./prefix.ts";
import type { PrefixChange } from "./prefix-change.ts";

/**
 * What happens to prefixes that belong together.
 *
 * - `new`, `gone`: nothing on the other side overlaps them
 * - `widened`, `narrowed`: one prefix becomes one other
 * - `split`, `merged`: one becomes several, several become one
 * - `rearranged`: several become several
 * - `comes-inside`, `goes-inside`: added or removed inside a prefix that stays, so no address changes
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

/** One change as a person would describe it: the prefixes that belong together, before and after. */
export interface AddressChange {
  /** What became of the prefixes. */
  readonly kind: ChangeKind;
  /** Both sides are of one family. */
  readonly family: Family;
  /** The committed prefixes; for `comes-inside`, the one that stays. */
  readonly before: readonly Prefix[];
  /** The live prefixes; for `goes-inside`, the one that stays. */
  readonly after: readonly Prefix[];
  /** How many addresses become allowed. */
  readonly gained: bigint;
  /** How many addresses stop being allowed. */
  readonly lost: bigint;
  /** The same text for the same change in another list. */
  readonly key: string;
}

interface Member {
  readonly side: "added" | "removed";
  readonly change: PrefixChange;
}

/** Finds the members that reach one another through their counterparts (union-find), in the order of their first member. */
function connect(members: readonly Member[]): Member[][] {
  const positions = { added: new Map<Prefix, number>(), removed: new Map<Prefix, number>() };
  for (const [index, { side, change }] of members.entries()) positions[side].set(change.prefix, index);
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
  return [...Map.groupBy(members.keys(), rootOf).values()].map((group) =>
    group.flatMap((index) => members[index] ?? []),
  );
}

function kindOf(before: readonly Prefix[], after: readonly Prefix[], first: PrefixChange): ChangeKind {
  if (before.length === 0) return "new";
  if (after.length === 0) return "gone";
  if (before.length === 1 && after.length === 1) {
    return first.relation === "widened" ? "widened" : "narrowed";
  }
  if (before.length === 1) return "split";
  return after.length === 1 ? "merged" : "rearranged";
}

function sum(changes: readonly PrefixChange[]): bigint {
  return changes.reduce((total, change) => total + change.addresses, 0n);
}

function withKey(change: Omit<AddressChange, "key">): AddressChange {
  const { kind, family, before, after, gained, lost } = change;
  // Joined, the text is one piece. A template makes one piece for each of its parts, and keeps all of them.
  const key = [kind, before, after, gained, lost].join("|");
  return { kind, family, before, after, gained, lost, key };
}

/** One group as one change. Counterparts that didn't change themselves are part of it: they stay. */
function describe(group: readonly Member[]): AddressChange[] {
  const [first] = group;
  if (!first) return [];
  const side = (wanted: Member["side"]): PrefixChange[] =>
    group.filter((member) => member.side === wanted).map((member) => member.change);
  const [added, removed] = [side("added"), side("removed")];
  const [came, went] = [added.map(({ prefix }) => prefix), removed.map(({ prefix }) => prefix)];
  const family: Family = first.change.prefix.includes(":") ? "IPv6" : "IPv4";
  const rest = { family, gained: sum(added), lost: sum(removed) };
  const { relation, counterparts } = first.change;
  if (group.length === 1 && added.length === 1 && (relation === "narrowed" || relation === "split")) {
    return [withKey({ kind: "comes-inside", before: counterparts, after: came, ...rest })];
  }
  if (group.length === 1 && removed.length === 1 && (relation === "widened" || relation === "merged")) {
    return [withKey({ kind: "goes-inside", before: went, after: counterparts, ...rest })];
  }
  const before = [...new Set([...went, ...added.flatMap((change) => change.counterparts)])];
  const after = [...new Set([...came, ...removed.flatMap((change) => change.counterparts)])];
  return [withKey({ kind: kindOf(before, after, first.change), before, after, ...rest })];
}

/** The other side of a change that has none. */
const nothing: readonly Prefix[] = Object.freeze([]);

/** One prefix that nothing on the other side overlaps: the usual change, which needs no grouping. */
function alone({ side, change: { prefix, addresses } }: Member): AddressChange {
  const family: Family = prefix.includes(":") ? "IPv6" : "IPv4";
  return side === "added"
    ? withKey({ kind: "new", family, before: nothing, after: [prefix], gained: addresses, lost: 0n })
    : withKey({ kind: "gone", family, before: [prefix], after: nothing, gained: 0n, lost: addresses });
}

/** Groups added and removed prefixes by what became of them, in their order. Every one is in exactly one group. */
export function groupChanges(
  added: readonly PrefixChange[],
  removed: readonly PrefixChange[],
): AddressChange[] {
  const members = [
    ...added.map((change): Member => ({ side: "added", change })),
    ...removed.map((change): Member => ({ side: "removed", change })),
  ];
  const isAlone = ({ change }: Member): boolean => change.counterparts.length === 0;
  const groups = connect(members.filter((member) => !isAlone(member)));
  const firsts = new Map(
    groups.flatMap((group) => group.slice(0, 1).map((first) => [first, group] as const)),
  );
  return members.flatMap((member) => (isAlone(member) ? alone(member) : describe(firsts.get(member) ?? [])));
}
