import * as fc from "fast-check";

/**
 * A space so small that sets of addresses can be counted on fingers: 64 IPv4 and 64 IPv6 addresses. In it random prefixes overlap
 * all the time, and every claim can be checked against plain sets of addresses, with none of the package's code involved.
 */
export interface TinyPrefix {
  readonly text: string;
  /** Every address, by a name of its own. */
  readonly addresses: ReadonlySet<string>;
}

const BITS = 6;

function ipv4(value: number, open: number): string {
  return open === 0 ? `45.40.200.${value}` : `45.40.200.${value}/${32 - open}`;
}

function ipv6(value: number, open: number): string {
  const address = `2402:4e00::${value === 0 ? "" : value.toString(16)}`;
  return open === 0 ? address : `${address}/${128 - open}`;
}

function tinyPrefix(family: "IPv4" | "IPv6", open: number, at: number): TinyPrefix {
  const size = 2 ** open;
  const first = Math.floor(at / size) * size;
  const addresses = Array.from({ length: size }, (_, offset) => `${family} ${first + offset}`);
  return { text: family === "IPv4" ? ipv4(first, open) : ipv6(first, open), addresses: new Set(addresses) };
}

/** Every prefix of the space: 127 of each family. */
export const tinyPrefixes: readonly TinyPrefix[] = (["IPv4", "IPv6"] as const).flatMap((family) =>
  Array.from({ length: BITS + 1 }, (_, open) =>
    Array.from({ length: 2 ** (BITS - open) }, (_, index) => tinyPrefix(family, open, index * 2 ** open)),
  ).flat(),
);

const byText = new Map(tinyPrefixes.map((prefix) => [prefix.text, prefix.addresses]));

/** The addresses of prefixes of the space. */
export function addressesOf(prefixes: Iterable<string>): Set<string> {
  const union = new Set<string>();
  for (const text of prefixes) {
    const addresses = byText.get(text);
    if (!addresses) throw new Error(`${text} isn't in the tiny space`);
    for (const address of addresses) union.add(address);
  }
  return union;
}

export function difference(from: ReadonlySet<string>, without: ReadonlySet<string>): Set<string> {
  return new Set([...from].filter((member) => !without.has(member)));
}

export function isInside(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((member) => outer.has(member));
}

export function countByFamily(addresses: ReadonlySet<string>): { ipv4: bigint; ipv6: bigint } {
  const ipv4 = [...addresses].filter((address) => address.startsWith("IPv4")).length;
  return { ipv4: BigInt(ipv4), ipv6: BigInt(addresses.size - ipv4) };
}

/** Lists as a vendor might give them: any order, overlaps, duplicates. */
export const tinyList: fc.Arbitrary<string[]> = fc.array(
  fc.constantFrom(...tinyPrefixes.map((prefix) => prefix.text)),
  { maxLength: 12 },
);

/** A list and a neighbour of it, which shares most of its prefixes, since unrelated lists have few interesting relations. */
export const tinyPair: fc.Arbitrary<{ committed: string[]; live: string[] }> = fc
  .tuple(tinyList, tinyList, tinyList)
  .map(([common, before, after]) => ({ committed: [...common, ...before], live: [...after, ...common] }));

/** Two orders of one list. */
export function shuffledTwice(lists: fc.Arbitrary<string[]>): fc.Arbitrary<[string[], string[]]> {
  const shuffled = (list: string[]): fc.Arbitrary<string[]> =>
    fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length });
  return lists.chain((list) => fc.tuple(shuffled(list), shuffled(list)));
}
