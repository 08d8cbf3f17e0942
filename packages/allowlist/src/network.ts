import {
  type AddressValue,
  ipv6Value,
  isFormattedIPv6,
  newGroups,
  readIPv4,
  readIPv6,
  threeGroups,
} from "./address.ts";
import { InvalidPrefixError } from "./errors.ts";
import { parseEntry } from "./parse-entry.ts";
import { type Family, hasHostBits, lastAddress, type Prefix } from "./prefix.ts";

/** A prefix with its numbers: what the set operations work on. */
export interface Network {
  readonly prefix: Prefix;
  readonly family: Family;
  /** Prefix length: 0–32 or 0–128. */
  readonly length: number;
  readonly first: AddressValue;
  readonly last: AddressValue;
  /**
   * What networks are sorted by first: the address of an IPv4 network, and the leading 48 bits of an IPv6 one, above those.
   * Comparing bigints would take most of the time of every sort.
   */
  readonly rank: number;
}

const LOWEST_IPV6_RANK = 2 ** 32;

/** Reads the decimal number from `text[start]` to the end, in its shortest form and below `limit`; -1 for anything else. */
function readLength(text: string, start: number, limit: number): number {
  let length = 0;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9 || (length === 0 && i > start)) return -1;
    length = length * 10 + digit;
    if (length >= limit) return -1;
  }
  return start < text.length ? length : -1;
}

const SLASH = 47;

/** The index of the slash, which has at most three digits after it; -1 if there is none. */
function slashIn(prefix: string): number {
  for (let i = prefix.length - 2; i >= 0 && i >= prefix.length - 4; i--) {
    if (prefix.charCodeAt(i) === SLASH) return i;
  }
  return -1;
}

const LENGTHS = 64;

/**
 * An IPv4 prefix in normal form as one number, its address above its length: numbers sort like networks, and many of them take little
 * memory. -1 for any other text.
 */
export function packIPv4(prefix: string): number {
  const slash = slashIn(prefix);
  const address = readIPv4(prefix, 0, slash < 0 ? prefix.length : slash);
  const length = slash < 0 ? 32 : readLength(prefix, slash + 1, 32);
  return address < 0 || length < 0 || hasHostBits(address, length) ? -1 : address * LENGTHS + length;
}

/** The first address and the length in such a number. */
export function unpackIPv4(packed: number): { readonly first: number; readonly length: number } {
  const first = Math.floor(packed / LENGTHS);
  return { first, length: packed - first * LENGTHS };
}

const groups = newGroups();

/** The network that a prefix in normal form stands for; null for any other text. */
function readNormalForm(prefix: string): Network | null {
  const slash = slashIn(prefix);
  const end = slash < 0 ? prefix.length : slash;
  const ipv4 = readIPv4(prefix, 0, end);
  if (ipv4 >= 0) {
    const length = slash < 0 ? 32 : readLength(prefix, slash + 1, 32);
    if (length < 0 || hasHostBits(ipv4, length)) return null;
    return { prefix, family: "IPv4", length, first: ipv4, last: lastAddress(ipv4, length), rank: ipv4 };
  }
  if (!readIPv6(prefix, end, groups)) return null;
  const length = slash < 0 ? 128 : readLength(prefix, slash + 1, 128);
  const first = ipv6Value(groups);
  if (length < 0 || hasHostBits(first, length) || !isFormattedIPv6(prefix, end, groups)) return null;
  const rank = LOWEST_IPV6_RANK + threeGroups(groups, 0);
  return { prefix, family: "IPv6", length, first, last: lastAddress(first, length), rank };
}

/**
 * The networks of prefixes, in their order. Prefixes that are valid and not in normal form are brought to it.
 * @throws {InvalidPrefixError} naming every text that is not a valid address or prefix
 */
export function readNetworks(prefixes: Iterable<string>): Network[] {
  const networks: Network[] = [];
  const refused: { readonly text: string; readonly reason: string }[] = [];
  for (const text of prefixes) {
    let network = typeof text === "string" ? readNormalForm(text) : null;
    if (!network) {
      const entry = parseEntry(text);
      if (entry.ok) network = readNormalForm(entry.prefix);
      else refused.push({ text: String(text), reason: entry.reason });
    }
    if (network) networks.push(network);
  }
  if (refused.length > 0) throw new InvalidPrefixError(refused);
  return networks;
}

/** IPv4 before IPv6, then by address, then the broader first; so a network comes right before those that lie inside it. */
export function compareNetworks(a: Network, b: Network): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length;
}

function isBefore(a: Network | undefined, b: Network): boolean {
  return a !== undefined && compareNetworks(a, b) < 0;
}

/** Sorted, without duplicates. Lists that were written by this package are both already, and are returned as they are. */
export function sortNetworks(networks: readonly Network[]): readonly Network[] {
  if (networks.every((network, i) => i === 0 || isBefore(networks[i - 1], network))) return networks;
  const sorted = networks.toSorted(compareNetworks);
  return sorted.filter((network, i) => i === 0 || isBefore(sorted[i - 1], network));
}

/** The sorted networks of `networks` that aren't among the sorted `others`. */
export function withoutNetworks(networks: readonly Network[], others: readonly Network[]): Network[] {
  let next = 0;
  return networks.filter((network) => {
    for (let other = others[next]; other && compareNetworks(other, network) < 0; other = others[next]) next++;
    return others[next]?.prefix !== network.prefix;
  });
}

/** Of sorted networks, those that lie in no other one. They are disjoint. */
export function outermost(sorted: readonly Network[]): Network[] {
  const outer: Network[] = [];
  for (const network of sorted) {
    const previous = outer.at(-1);
    if (!previous || previous.family !== network.family || network.first > previous.last) outer.push(network);
  }
  return outer;
}

/** Whether every address of `inner` is in `outer`; a network contains itself. */
export function contains(outer: Network, inner: Network): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** How many addresses are between two, both included. */
export function addressesIn({ first, last }: Pick<Network, "first" | "last">): bigint {
  return BigInt(last) - BigInt(first) + 1n;
}
