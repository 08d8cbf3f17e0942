import type { AddressValue } from "./address.ts";
import { addressesIn, type Network, outermost } from "./network.ts";
import { type Family, formatPrefix, type Prefix } from "./prefix.ts";

/**
 * Addresses in a row, both ends inclusive. A list as sorted, disjoint ranges never has more of them than it has prefixes, and taking one list from
 * another adds at most one for each prefix; written as prefixes, the rest of `::/0` without 20,000 addresses takes two million.
 */
export interface Range {
  readonly family: Family;
  readonly first: AddressValue;
  readonly last: AddressValue;
}

function successor(value: AddressValue): AddressValue {
  return typeof value === "number" ? value + 1 : value + 1n;
}

function predecessor(value: AddressValue): AddressValue {
  return typeof value === "number" ? value - 1 : value - 1n;
}

/** Whether `a` ends before `b` begins; IPv4 is before IPv6. */
function isBefore(a: Range, b: Range): boolean {
  return a.family === b.family ? a.last < b.first : a.family === "IPv4";
}

function overlaps(a: Range, b: Range): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** The ranges of sorted networks: neighbours are one range. */
export function mergeRanges(sorted: readonly Network[]): Range[] {
  const merged: Range[] = [];
  for (const { family, first, last } of outermost(sorted)) {
    const previous = merged.at(-1);
    if (previous?.family === family && successor(previous.last) === first) {
      merged[merged.length - 1] = { family, first: previous.first, last };
    } else merged.push({ family, first, last });
  }
  return merged;
}

/** What is left of ranges when others are taken away. Both are sorted and disjoint, so one walk does it. */
export function subtractRanges(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  const left: Range[] = [];
  let next = 0;
  for (const range of ranges) {
    const { family, last } = range;
    let first: AddressValue | null = range.first;
    for (let other = taken[next]; other && isBefore(other, range); other = taken[++next]);
    for (let other = taken[next]; other && overlaps(other, range); other = taken[++next]) {
      if (other.first > first) left.push({ family, first, last: predecessor(other.first) });
      if (other.last >= last) {
        first = null; // and the other one may reach into the next range, so it stays the next to look at
        break;
      }
      first = successor(other.last);
    }
    if (first !== null) left.push({ family, first, last });
  }
  return left;
}

/** The index of the first range that doesn't end before the given one begins. */
function indexOf(ranges: readonly Range[], range: Range): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = ranges[middle];
    if (candidate && isBefore(candidate, range)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a range shares an address with any of sorted, disjoint ranges. */
export function sharesAny(ranges: readonly Range[], range: Range): boolean {
  const candidate = ranges[indexOf(ranges, range)];
  return candidate !== undefined && overlaps(candidate, range);
}

/** How many addresses a range shares with sorted, disjoint ranges. */
export function countShared(ranges: readonly Range[], range: Range): bigint {
  let sum = 0n;
  let index = indexOf(ranges, range);
  for (let other = ranges[index]; other && overlaps(other, range); other = ranges[++index]) {
    const before = other.first < range.first ? BigInt(range.first) - BigInt(other.first) : 0n;
    const after = other.last > range.last ? BigInt(other.last) - BigInt(range.last) : 0n;
    sum += addressesIn(other) - before - after;
  }
  return sum;
}

/** How many low bits of an IPv4 address are zero. */
function zeroBits(address: number): number {
  return address === 0 ? 32 : 31 - Math.clz32(address & -address);
}

function* ipv4Prefixes(first: number, last: number): Generator<Prefix> {
  for (let start = first; start <= last; ) {
    const open = Math.min(zeroBits(start), Math.floor(Math.log2(last - start + 1)));
    yield formatPrefix("IPv4", start, 32 - open);
    start += 2 ** open;
  }
}

function* ipv6Prefixes(first: bigint, last: bigint): Generator<Prefix> {
  for (let start = first; start <= last; ) {
    let open = 0;
    for (let size = 2n; open < 128 && start % size === 0n && start + size - 1n <= last; size *= 2n) open++;
    yield formatPrefix("IPv6", start, 128 - open);
    start += 1n << BigInt(open);
  }
}

/** The fewest prefixes with the addresses of sorted ranges of which no two are neighbours. */
export function prefixesOfRanges(ranges: readonly Range[]): Prefix[] {
  const prefixes: Prefix[] = [];
  for (const { first, last } of ranges) {
    const own =
      typeof first === "number" ? ipv4Prefixes(first, Number(last)) : ipv6Prefixes(first, BigInt(last));
    for (const prefix of own) prefixes.push(prefix);
  }
  return prefixes;
}
