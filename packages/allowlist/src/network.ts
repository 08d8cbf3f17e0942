import { readIPv4, readIPv6, wordsValue } from "./address.ts";
import { InvalidPrefixError } from "./errors.ts";
import { parseEntry } from "./parse-entry.ts";
import { type Family, familyBits, formatPrefix, hostMask, type Prefix } from "./prefix.ts";

/** A prefix with its numbers: what the set operations work on. */
export interface Network {
  readonly prefix: Prefix;
  readonly family: Family;
  /** Prefix length: 0–32 or 0–128. */
  readonly length: number;
  readonly first: bigint;
  readonly last: bigint;
}

const words = new Uint32Array(4);

/** The network that a prefix in normal form stands for; null for any other text. */
function readNormalForm(prefix: string): Network | null {
  const slash = prefix.indexOf("/");
  const end = slash < 0 ? prefix.length : slash;
  const value = readIPv4(prefix, 0, end);
  const family: Family = value >= 0 ? "IPv4" : "IPv6";
  if (value < 0 && !readIPv6(prefix, end, words)) return null;
  const length = slash < 0 ? familyBits[family] : Number(prefix.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0 || length > familyBits[family]) return null;
  const first = value >= 0 ? BigInt(value) : wordsValue(words);
  const network = { prefix, family, length, first, last: first | hostMask(family, length) };
  return formatPrefix(family, first, length) === prefix ? network : null;
}

/**
 * The networks of prefixes, in their order. Prefixes that are valid and not in normal form are brought to it.
 * @throws {InvalidPrefixError} naming every text that is no prefix
 */
export function readNetworks(prefixes: Iterable<string>): Network[] {
  const networks: Network[] = [];
  const refused: { readonly text: string; readonly reason: string }[] = [];
  for (const text of prefixes) {
    let network = readNormalForm(text);
    if (!network) {
      const entry = parseEntry(text);
      if (entry.ok) network = readNormalForm(entry.prefix);
      else refused.push({ text, reason: entry.reason });
    }
    if (network) networks.push(network);
  }
  if (refused.length > 0) throw new InvalidPrefixError(refused);
  return networks;
}

/** IPv4 before IPv6, then by address, then the broader first; so a network comes right before those that lie inside it. */
export function compareNetworks(a: Network, b: Network): number {
  if (a.family !== b.family) return a.family === "IPv4" ? -1 : 1;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length;
}

/** Sorted, without duplicates. */
export function sortNetworks(networks: Iterable<Network>): Network[] {
  const sorted = [...networks].sort(compareNetworks);
  return sorted.filter((network, i) => network.prefix !== sorted[i - 1]?.prefix);
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

export function addressesIn({ first, last }: Network): bigint {
  return last - first + 1n;
}
