import { compare, type Prefix } from "@chat-ip/allowlist";
import type { FamilyName, ListPrefixes, ListShare, Reason } from "./graded.ts";
import type { ListKey } from "./list-key.ts";
import type { ListOutcome } from "./list-outcome.ts";
import { openedAndClosed } from "./opened-and-closed.ts";
import { percent } from "./percent.ts";
import { routineLimits } from "./routine-limits.ts";

// The rules that grade a change. Each returns one reason if it applies, and none otherwise.

type Drifted = Extract<ListOutcome, { status: "drift" }>;

const families: readonly FamilyName[] = ["ipv4", "ipv6"];
const familyOf = (prefix: Prefix): FamilyName => (prefix.includes(":") ? "ipv6" : "ipv4");
const keyOf = ({ app, list, path }: ListKey): ListKey => ({ app, list, path });

export function letThrough(drifted: readonly Drifted[]): Reason[] {
  // Findings about removals that are held back let nothing through.
  const found = drifted.filter(
    ({ findings, heldRemovals: held }) => findings.length > 0 && held.length === 0,
  );
  if (found.length === 0) return [];
  const lists = found.map((list) => ({
    list: keyOf(list),
    findings: [...new Set(list.findings.map(({ rule }) => rule))],
  }));
  return [{ rule: "let-through", lists }];
}

export function heldRemovals(drifted: readonly Drifted[]): Reason[] {
  const lists = drifted
    .filter(({ heldRemovals: held }) => held.length > 0)
    .map((list): ListPrefixes => ({ list: keyOf(list), prefixes: list.heldRemovals }));
  return lists.length === 0 ? [] : [{ rule: "removals-held-back", lists }];
}

/** What a list gains although it isn't in `all` of the same app. That is unusual, though the vendor doesn't rule it out. */
export function notInAll(outcomes: readonly ListOutcome[]): Reason[] {
  const alls = new Map(
    outcomes.flatMap((one) =>
      one.list === "all" && (one.status === "drift" || one.status === "current") ? [[one.app, one]] : [],
    ),
  );
  const lists = outcomes.flatMap((one): ListPrefixes[] => {
    const all = alls.get(one.app);
    if (one.status !== "drift" || one.list === "all" || all === undefined) return [];
    const prefixes = missingFrom(
      all.prefixes.live,
      one.drift.added.map(({ prefix }) => prefix),
    );
    return prefixes.length === 0 ? [] : [{ list: keyOf(one), prefixes }];
  });
  return lists.length === 0 ? [] : [{ rule: "not-in-all", lists }];
}

function missingFrom(all: readonly Prefix[], added: readonly Prefix[]): Prefix[] {
  const known = new Set(all);
  const unknown = added.filter((prefix) => !known.has(prefix));
  if (unknown.length === 0) return [];
  return compare({ committed: all, live: unknown })
    .added.filter(({ addresses }) => addresses > 0n)
    .map(({ prefix }) => prefix);
}

export function openedTooMany(drifted: readonly Drifted[]): Reason[] {
  const { opened } = openedAndClosed(drifted);
  const { openedIpv4, openedIpv6 } = routineLimits;
  return opened.ipv4 > openedIpv4 || opened.ipv6 > openedIpv6 ? [{ rule: "opens-many", opened }] : [];
}

function lengthOf(prefix: Prefix): number {
  const [, length] = prefix.split("/");
  return length === undefined ? { ipv4: 32, ipv6: 128 }[familyOf(prefix)] : Number(length);
}

export function broadPrefixes(drifted: readonly Drifted[]): Reason[] {
  const isBroad = (prefix: Prefix): boolean => lengthOf(prefix) < routineLimits.broadest[familyOf(prefix)];
  const broad = new Set<Prefix>();
  for (const { drift } of drifted) {
    for (const { gained, after } of drift.changes) {
      if (gained > 0n) for (const prefix of after.filter(isBroad)) broad.add(prefix);
    }
  }
  const prefixes = [...broad].sort((one, other) => lengthOf(one) - lengthOf(other));
  return prefixes.length === 0 ? [] : [{ rule: "broad-prefix", prefixes }];
}

/** The families of lists beyond a limit. A first version has nothing to compare with. */
function sharesBeyond(
  limitPercent: number,
  drifted: readonly Drifted[],
  shareOf: (list: Drifted, family: FamilyName) => number | null,
): ListShare[] {
  return drifted
    .filter(({ file }) => file.exists)
    .flatMap((list) =>
      families.flatMap((family): ListShare[] => {
        const share = shareOf(list, family) ?? 0;
        return share > limitPercent ? [{ list: keyOf(list), family, percent: share }] : [];
      }),
    );
}

export function removedAddresses(drifted: readonly Drifted[]): Reason[] {
  const limitPercent = routineLimits.removedPercent;
  const shares = sharesBeyond(limitPercent, drifted, ({ drift, committedAddresses }, family) =>
    percent(drift.lost[family], committedAddresses[family]),
  );
  return shares.length === 0 ? [] : [{ rule: "removes-addresses", limitPercent, shares }];
}

/** Prefixes of which nothing is left: many narrow ones are a small share of the addresses. */
export function removedPrefixes(drifted: readonly Drifted[]): Reason[] {
  const limitPercent = routineLimits.removedPrefixesPercent;
  const shares = sharesBeyond(limitPercent, drifted, ({ drift, prefixes }, family) => {
    const committed = prefixes.committed.filter((prefix) => familyOf(prefix) === family);
    const gone = drift.removed.filter(
      ({ prefix, relation, addresses }) =>
        relation === "gone" && addresses > 0n && familyOf(prefix) === family,
    );
    return percent(BigInt(gone.length), BigInt(committed.length));
  });
  return shares.length === 0 ? [] : [{ rule: "removes-prefixes", limitPercent, shares }];
}

export function grownShares(drifted: readonly Drifted[]): Reason[] {
  const limitPercent = routineLimits.grownPercent;
  const shares = sharesBeyond(limitPercent, drifted, ({ drift, committedAddresses }, family) =>
    percent(drift.gained[family], committedAddresses[family]),
  );
  return shares.length === 0 ? [] : [{ rule: "grows", limitPercent, shares }];
}

export function newFamilies(drifted: readonly Drifted[]): Reason[] {
  const isNew = ({ drift, committedAddresses }: Drifted, family: FamilyName): boolean => {
    const other = family === "ipv4" ? "ipv6" : "ipv4";
    return committedAddresses[family] === 0n && committedAddresses[other] > 0n && drift.gained[family] > 0n;
  };
  const lists = drifted
    .filter(({ file }) => file.exists)
    .flatMap((list) =>
      families.flatMap((family) => (isNew(list, family) ? [{ list: keyOf(list), family }] : [])),
    );
  return lists.length === 0 ? [] : [{ rule: "new-family", lists }];
}

/** Several apps with the same lists count once. */
export function listsTogether(drifted: readonly Drifted[]): Reason[] {
  const moved = drifted.filter(({ list, file, drift }) => list !== "all" && file.exists && drift.differs);
  const names = [...new Set(moved.map(({ list }) => list))];
  return names.length > routineLimits.listsTogether ? [{ rule: "lists-together", names }] : [];
}

export function firstVersions(drifted: readonly Drifted[]): Reason[] {
  const lists = drifted.filter(({ file }) => !file.exists).map(keyOf);
  return lists.length === 0 ? [] : [{ rule: "first-version", lists }];
}

export function badLines(drifted: readonly Drifted[]): Reason[] {
  const found = drifted.filter(({ invalid }) => invalid.length > 0);
  const lines = found.reduce((sum, { invalid }) => sum + invalid.length, 0);
  return lines === 0 ? [] : [{ rule: "bad-lines", lines, lists: found.map(keyOf) }];
}
