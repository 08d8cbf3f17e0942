import { type AddressValue, ipv6Bytes, readIPv4, readIPv6 } from "./address.ts";
import { aggregate } from "./aggregate.ts";
import { type Network, readNetworks } from "./network.ts";
import type { Prefix } from "./prefix.ts";

/** Answers whether an address is in a fixed set. */
export interface Matcher {
  /**
   * Whether the text is an address of the set. False for anything that is no address: names, ranges, zones, ports, `undefined`
   * (which is the `remoteAddress` of a socket that is gone). IPv4-mapped IPv6 addresses, as dual-stack servers see them, are
   * looked up as the IPv4 addresses that they stand for.
   */
  has(address: string | undefined): boolean;
}

/**
 * An address as three numbers that a double holds exactly, most significant first: 48, 48 and 32 bits of an IPv6 address; an IPv4
 * address has only the first one.
 */
type Parts = readonly [high: number, middle: number, low: number];

const PARTS = 3;

function partsOf(value: AddressValue): Parts {
  if (typeof value === "number") return [value, 0, 0];
  const bits = (shift: bigint, width: number): number => Number(BigInt.asUintN(width, value >> shift));
  return [bits(80n, 48), bits(32n, 48), bits(0n, 32)];
}

/** Disjoint ranges in rising order, both ends inclusive, `PARTS` numbers an end. */
interface Ranges {
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
  readonly lowest: number;
  readonly bucketsPerUnit: number;
  /**
   * The space from the lowest first address to the highest, cut into equal buckets by the high part: at [b] how many ranges begin
   * before bucket b. A search starts among the few ranges of a bucket instead of halving its way there, guess after wrong guess.
   */
  readonly buckets: Uint32Array;
}

const BUCKETS_PER_RANGE = 2;

function bucketOf(high: number, { lowest, bucketsPerUnit, buckets }: Ranges): number {
  return Math.min(Math.floor((high - lowest) * bucketsPerUnit), buckets.length - 2);
}

function rangesOf(networks: readonly Network[]): Ranges {
  const firsts = Float64Array.from(networks.flatMap(({ first }) => partsOf(first)));
  const lasts = Float64Array.from(networks.flatMap(({ last }) => partsOf(last)));
  const lowest = firsts[0] ?? 0;
  const span = (firsts.at(-PARTS) ?? 0) - lowest + 1;
  const count = networks.length * BUCKETS_PER_RANGE;
  const ranges = { firsts, lasts, lowest, bucketsPerUnit: count / span, buckets: new Uint32Array(count + 1) };
  let bucket = 0;
  for (let range = 0; range < networks.length; range++) {
    const own = bucketOf(firsts[range * PARTS] ?? 0, ranges);
    while (bucket < own) ranges.buckets[++bucket] = range;
  }
  return { ...ranges, buckets: ranges.buckets.fill(networks.length, bucket + 1) };
}

/** Below zero when an address comes before the one at that index of a table, above zero when it comes after it. */
function compareAt(high: number, middle: number, low: number, table: Float64Array, index: number): number {
  const at = index * PARTS;
  return high - (table[at] ?? 0) || middle - (table[at + 1] ?? 0) || low - (table[at + 2] ?? 0);
}

function isInRanges(high: number, middle: number, low: number, ranges: Ranges): boolean {
  if (high < ranges.lowest) return false;
  const bucket = bucketOf(high, ranges);
  let from = ranges.buckets[bucket] ?? 0;
  let to = ranges.buckets[bucket + 1] ?? 0;
  while (from < to) {
    const half = (from + to) >>> 1;
    if (compareAt(high, middle, low, ranges.firsts, half) < 0) to = half;
    else from = half + 1;
  }
  // `from` ranges begin at or before the address, and only the last of them can hold it.
  return from > 0 && compareAt(high, middle, low, ranges.lasts, from - 1) <= 0;
}

/**
 * Prepares a set of prefixes for being asked about on each request of a server: a look-up takes about a ten-millionth of a second,
 * nearly the same for fifty prefixes and for five thousand. The set never changes; make a new matcher for a new list.
 * @throws {InvalidPrefixError} when a text is no prefix
 */
export function createMatcher(prefixes: readonly Prefix[]): Matcher {
  const networks = readNetworks(aggregate(prefixes));
  const ipv4 = rangesOf(networks.filter(({ family }) => family === "IPv4"));
  const ipv6 = rangesOf(networks.filter(({ family }) => family === "IPv6"));
  const bytes = ipv6Bytes();

  return {
    has(address) {
      if (typeof address !== "string") return false;
      const value = readIPv4(address, 0, address.length);
      if (value >= 0) return isInRanges(value, 0, 0, ipv4);
      if (!readIPv6(address, address.length, bytes)) return false;
      const high = bytes.getUint32(0) * 2 ** 16 + bytes.getUint16(4);
      const middle = bytes.getUint16(6) * 2 ** 32 + bytes.getUint32(8);
      const low = bytes.getUint32(12);
      const isMapped = high === 0 && middle === 0xffff;
      return isMapped ? isInRanges(low, 0, 0, ipv4) : isInRanges(high, middle, low, ipv6);
    },
  };
}
