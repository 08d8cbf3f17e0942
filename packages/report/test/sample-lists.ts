import type { ListName } from "@chat-ip/core";

/**
 * Lists in the shape of the one real answer that is public: 141 /25s and two single addresses, none next to another, in many
 * networks and in no particular order. Made from a seed.
 */

/** Numbers below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const firstOctets = [42, 43, 49, 58, 81, 101, 106, 111, 117, 119, 124, 129, 150, 162, 175, 182, 203, 211];

/** An endless supply of /25s, none twice and none next to another. */
function* freshPrefixes(seed: number, used: Set<string>): Generator<string, never> {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  while (true) {
    const octet = firstOctets[below(firstOctets.length)] ?? 43;
    const network = `${octet}.${16 + below(180)}.${below(256)}`;
    if (used.has(network)) continue;
    used.add(network);
    yield `${network}.${random() < 0.5 ? 0 : 128}/25`;
  }
}

const used = new Set<string>();
const take = (count: number, supply: Generator<string, never>): string[] =>
  Array.from({ length: count }, () => supply.next().value);

const first = freshPrefixes(20_201, used);
const nativeChina = [...take(58, first), "119.29.29.29"];
const nativeGlobal = take(45, first);
const webhookChina = [...take(14, first), "182.254.116.116"];
const webhookGlobal = take(24, first);

/** Every list as it is committed; the web lists are parts of the native ones. */
export const committedLists: Readonly<Record<ListName, readonly string[]>> = {
  all: [...nativeChina, ...nativeGlobal, ...webhookChina, ...webhookGlobal],
  "native-china": nativeChina,
  "native-global": nativeGlobal,
  "web-china": nativeChina.slice(0, 30),
  "web-global": nativeGlobal.slice(0, 25),
  "webhook-china": webhookChina,
  "webhook-global": webhookGlobal,
};

const fresh = take(400, freshPrefixes(20_262, used));

/** /25s that no committed list holds; 400 there are, counted from 0. */
export const newPrefixes = (from: number, count: number): string[] => fresh.slice(from, from + count);

/** Single addresses, one in every eight. */
export const singleAddresses = (start: number, count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `119.${start + (index >> 13)}.${(index >> 5) & 255}.${(index & 31) * 8 + 1}`,
  );
