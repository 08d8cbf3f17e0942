import { excludeCidr } from "cidr-tools";
import { type AddressCount, countDisjoint } from "./count-addresses.ts";
import {
  addressesIn,
  compareNetworks,
  contains,
  type Network,
  outermost,
  readNetworks,
  sortNetworks,
} from "./network.ts";
import { type Overlap, overlapFinder } from "./overlap.ts";
import type { Prefix } from "./prefix.ts";

/**
 * How a changed prefix relates to the other side. All prefixes that lie inside another one of their own side are left out of
 * account when pieces are counted, since they change nothing.
 *
 * | word       | an added prefix                                                  | a removed prefix                                        |
 * |------------|------------------------------------------------------------------|---------------------------------------------------------|
 * | `new`      | overlaps no committed prefix                                     | –                                                       |
 * | `gone`     | –                                                                | overlaps no live prefix                                 |
 * | `widened`  | contains exactly one committed prefix                            | lies inside a live prefix as its only committed piece   |
 * | `merged`   | contains several committed prefixes                              | lies inside a live prefix that has other pieces as well |
 * | `narrowed` | lies inside a committed prefix as its only live piece            | contains exactly one live prefix                        |
 * | `split`    | lies inside a committed prefix that has other live pieces as well | contains several live prefixes                         |
 */
export type Relation = "new" | "widened" | "narrowed" | "split" | "merged" | "gone";

export interface PrefixChange {
  readonly prefix: Prefix;
  readonly relation: Relation;
  /** The prefixes of the other side that it contains, or the one that it lies inside; sorted, empty for `new` and `gone`. */
  readonly counterparts: readonly Prefix[];
  /**
   * The addresses that really become allowed (added) or stop being allowed (removed) through it; 0n where all of them were
   * allowed before, or still are. An address counts for the outermost changed prefix that holds it, so the numbers add up
   * to `gained` and `lost`.
   */
  readonly addresses: bigint;
}

export interface Drift {
  /** Whether any address becomes allowed or stops being so. */
  readonly differs: boolean;
  /** Whether the prefixes differ although no address does. */
  readonly cosmetic: boolean;
  /** Live prefixes that aren't committed, sorted; empty unless `differs`. */
  readonly added: readonly PrefixChange[];
  /** Committed prefixes that aren't live, sorted; empty unless `differs`. */
  readonly removed: readonly PrefixChange[];
  readonly gained: AddressCount;
  readonly lost: AddressCount;
}

export interface CompareInput {
  readonly committed: readonly Prefix[];
  readonly live: readonly Prefix[];
  /** A person's prefixes, allowed before and after. Default: none. */
  readonly keep?: readonly Prefix[];
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

function without(networks: readonly Network[], others: readonly Network[]): Network[] {
  const prefixes = new Set(others.map((network) => network.prefix));
  return networks.filter((network) => !prefixes.has(network.prefix));
}

function prefixesOf(networks: readonly Network[]): Prefix[] {
  return networks.map((network) => network.prefix);
}

/** The addresses of `changed` that `rest` doesn't hold, as sorted, disjoint networks. */
function effect(changed: readonly Network[], rest: readonly Network[]): Network[] {
  return changed.length === 0 ? [] : readNetworks(excludeCidr(prefixesOf(changed), prefixesOf(rest)));
}

/** Deals the addresses of disjoint `pieces` out to the outermost ones of `changed`. Both are sorted, so one walk does it. */
function addressesByPrefix(changed: readonly Network[], pieces: readonly Network[]): Map<Prefix, bigint> {
  const addresses = new Map<Prefix, bigint>();
  let next = 0;
  for (const network of outermost(changed)) {
    let sum = 0n;
    for (let piece = pieces[next]; piece; piece = pieces[++next]) {
      if (contains(piece, network)) {
        sum = addressesIn(network); // and the piece may go on into the next network
        break;
      }
      if (contains(network, piece)) sum += addressesIn(piece);
      else if (compareNetworks(piece, network) > 0) break;
    }
    addresses.set(network.prefix, sum);
  }
  return addresses;
}

function describe(
  changed: readonly Network[],
  pieces: readonly Network[],
  relations: Readonly<Record<Overlap["kind"], Relation>>,
  overlap: (network: Network) => Overlap,
): PrefixChange[] {
  const addresses = addressesByPrefix(changed, pieces);
  return changed.map((network) => {
    const { kind, counterparts } = overlap(network);
    return {
      prefix: network.prefix,
      relation: relations[kind],
      counterparts: prefixesOf(counterparts),
      addresses: addresses.get(network.prefix) ?? 0n,
    };
  });
}

/**
 * What changes when `live` replaces `committed`, by addresses: allowed before is committed ∪ keep, afterwards live ∪ keep.
 * Taking the removed prefixes from the committed ones and adding the added ones gives the live ones. Swapping the two sides
 * swaps added and removed, `new` and `gone`, `widened` and `narrowed`, `merged` and `split`.
 *
 * Relations are between committed and live prefixes alone; kept ones only make `addresses`, `gained` and `lost` smaller.
 * @throws {InvalidPrefixError} when a text is no prefix
 */
export function compare(input: CompareInput): Drift {
  const committed = sortNetworks(readNetworks(input.committed));
  const live = sortNetworks(readNetworks(input.live));
  const keep = readNetworks(input.keep ?? []);
  const added = without(live, committed);
  const removed = without(committed, live);
  // Leaving out what both sides hold doesn't change the difference, and makes it cheap.
  const gained = effect(added, [...committed, ...keep]);
  const lost = effect(removed, [...live, ...keep]);
  const differs = gained.length > 0 || lost.length > 0;
  const counts = { gained: countDisjoint(gained), lost: countDisjoint(lost) };
  if (!differs) {
    return { differs, cosmetic: added.length > 0 || removed.length > 0, added: [], removed: [], ...counts };
  }
  return {
    differs,
    cosmetic: false,
    added: describe(added, gained, addedRelations, overlapFinder(live, committed)),
    removed: describe(removed, lost, removedRelations, overlapFinder(committed, live)),
    ...counts,
  };
}
