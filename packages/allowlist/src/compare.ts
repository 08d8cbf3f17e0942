import { checkKeep, checkOptions, checkPrefixes } from "./arguments.ts";
import { type AddressCount, countDisjoint } from "./count-addresses.ts";
import { type AddressChange, groupChanges } from "./group-changes.ts";
import { type AsJson, withToJSON } from "./json.ts";
import type { KeepBlock } from "./keep-block.ts";
import { type Network, outermost, readNetworks, sortNetworks, withoutNetworks } from "./network.ts";
import { findOverlap, type Overlap } from "./overlap.ts";
import type { Prefix } from "./prefix.ts";
import type { PrefixChange, Relation } from "./prefix-change.ts";
import { countShared, mergeRanges, prefixesOfRanges, type Range, subtractRanges } from "./ranges.ts";

/** What changes when one list replaces another. */
export interface Drift {
  /** Whether any address becomes allowed or stops being so. */
  readonly differs: boolean;
  /** Whether the prefixes differ although no address does. */
  readonly cosmetic: boolean;
  /** Live prefixes that aren't committed, sorted; empty unless `differs`. */
  readonly added: readonly PrefixChange[];
  /** Committed prefixes that aren't live, sorted; empty unless `differs`. */
  readonly removed: readonly PrefixChange[];
  /**
   * `added` and `removed` once more, grouped by what became of them: what was split, merged, widened and so on. Their numbers of
   * addresses add up to `gained` and `lost`.
   */
  readonly changes: readonly AddressChange[];
  /** The addresses that become allowed, in the fewest prefixes. */
  readonly opened: readonly Prefix[];
  /** The addresses that stop being allowed, in the fewest prefixes. Live and these together allow what was allowed before, and more. */
  readonly closed: readonly Prefix[];
  /** How many addresses become allowed. */
  readonly gained: AddressCount;
  /** How many addresses stop being allowed. */
  readonly lost: AddressCount;
  /** The same for `JSON.stringify`: numbers of addresses are decimal texts, since JSON has no bigints. */
  toJSON(): DriftJson;
}

/** A drift as JSON: the same fields, with decimal texts for bigints. */
export type DriftJson = AsJson<Omit<Drift, "toJSON">>;

/** The two lists, and what a person keeps. */
export interface CompareInput {
  /** What the file allows now, without its keep blocks. */
  readonly committed: readonly Prefix[];
  /** What is to be allowed instead. */
  readonly live: readonly Prefix[];
  /** What a person keeps, allowed before and after: prefixes, or the keep blocks that `parseAllowlist` returns. Default: none. */
  readonly keep?: readonly (Prefix | KeepBlock)[];
}

const addedRelations: Readonly<Record<Overlap["kind"], Relation>> = {
  none: "new",
  "contains-one": "widened",
  "contains-several": "merged",
  "only-piece": "narrowed",
  "one-of-pieces": "split",
};

const removedRelations: Readonly<Record<Overlap["kind"], Relation>> = {
  none: "gone",
  "contains-one": "narrowed",
  "contains-several": "split",
  "only-piece": "widened",
  "one-of-pieces": "merged",
};

/** Most changes have no counterparts: they share these. */
const none: readonly Prefix[] = Object.freeze([]);

function prefixesOf(networks: readonly Network[]): readonly Prefix[] {
  return networks.length === 0 ? none : networks.map((network) => network.prefix);
}

/** The sorted networks of a side, and those of them that lie in no other one. */
interface Side {
  readonly networks: readonly Network[];
  readonly outer: readonly Network[];
}

function readSide(prefixes: readonly Prefix[]): Side {
  const networks = sortNetworks(readNetworks(prefixes));
  return { networks, outer: outermost(networks) };
}

/** One side's changes, with the addresses that they bring or take. */
interface Effect {
  readonly changed: readonly Network[];
  readonly overlaps: readonly Overlap[];
  /** The addresses that only this side allows. */
  readonly ranges: readonly Range[];
}

/** The networks of `own` that aren't in `other`, and their addresses that are neither in `other` nor in `keep`. */
function effectOf(own: Side, other: Side, keep: readonly Network[]): Effect {
  const changed = withoutNetworks(own.networks, other.networks);
  if (changed.length === 0) return { changed, overlaps: [], ranges: [] };
  const overlaps = changed.map((network) => findOverlap(network, own.outer, other.outer));
  const rest = keep.length === 0 ? other.outer : sortNetworks([...other.outer, ...keep]);
  return { changed, overlaps, ranges: subtractRanges(mergeRanges(changed), mergeRanges(rest)) };
}

/** Makes a value of its source when it is first asked for, and lets go of the source. */
function once<Source extends object, Value>(source: Source, make: (source: Source) => Value): () => Value {
  let state: { readonly source: Source } | { readonly value: Value } = { source };
  return () => {
    if ("source" in state) state = { value: make(state.source) };
    return state.value;
  };
}

function describe(
  { changed, overlaps, ranges }: Effect,
  relations: Readonly<Record<Overlap["kind"], Relation>>,
): PrefixChange[] {
  const addresses = new Map(
    outermost(changed).map((network) => [network.prefix, countShared(ranges, network)]),
  );
  return overlaps.map(({ network: { prefix }, kind, counterparts }) => ({
    prefix,
    relation: relations[kind],
    counterparts: prefixesOf(counterparts),
    addresses: addresses.get(prefix) ?? 0n,
  }));
}

/**
 * What changes when `live` replaces `committed`, by addresses: allowed before is committed ∪ keep, afterwards live ∪ keep.
 * Taking the removed prefixes from the committed ones and adding the added ones gives the live ones. Swapping the two sides
 * swaps added and removed, `new` and `gone`, `widened` and `narrowed`, `merged` and `split`.
 *
 * Relations are between committed and live prefixes alone; kept ones only make `addresses`, `gained` and `lost` smaller.
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when a list is missing or isn't an array
 */
export function compare(input: CompareInput): Drift {
  checkOptions("compare(input)", input, "{ committed, live }");
  const committed = readSide(checkPrefixes("compare({ committed })", input.committed));
  const live = readSide(checkPrefixes("compare({ live })", input.live));
  const keep = readNetworks(checkKeep("compare({ keep })", input.keep));
  const gain = effectOf(live, committed, keep);
  const loss = effectOf(committed, live, keep);
  const differs = gain.ranges.length > 0 || loss.ranges.length > 0;
  return toDrift({
    differs,
    cosmetic: !differs && (gain.changed.length > 0 || loss.changed.length > 0),
    added: differs ? describe(gain, addedRelations) : [],
    removed: differs ? describe(loss, removedRelations) : [],
    openedRanges: gain.ranges,
    closedRanges: loss.ranges,
  });
}

/** What a drift is made of. It keeps only this: the networks that were compared can go. */
interface Found extends Pick<Drift, "differs" | "cosmetic" | "added" | "removed"> {
  readonly openedRanges: readonly Range[];
  readonly closedRanges: readonly Range[];
}

function toDrift({ differs, cosmetic, added, removed, openedRanges, closedRanges }: Found): Drift {
  const changes = once([added, removed] as const, (sides) => groupChanges(...sides));
  const opened = once(openedRanges, prefixesOfRanges);
  const closed = once(closedRanges, prefixesOfRanges);
  return withToJSON({
    differs,
    cosmetic,
    added,
    removed,
    // Few callers look at these, and there can be far more of them than prefixes in the lists.
    get changes() {
      return changes();
    },
    get opened() {
      return opened();
    },
    get closed() {
      return closed();
    },
    gained: countDisjoint(openedRanges),
    lost: countDisjoint(closedRanges),
  });
}
