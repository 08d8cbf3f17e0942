/**
 * Lists in the shape of the one real answer that is public: /25s and two single addresses, none next to another, in the operator's networks
 * and in those of carriers, in an order that is neither numeric nor that of text. Made from a seed.
 */
const firstOctets = [
  42, 43, 49, 58, 81, 101, 106, 109, 111, 114, 117, 119, 120, 124, 129, 140, 150, 152, 162, 170, 175, 182,
  203, 211, 221,
];

/** Numbers below 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An endless supply of /25s, none twice and none next to another. */
function* freshPrefixes(random: () => number): Generator<string> {
  const used = new Set<string>();
  const below = (limit: number): number => Math.floor(random() * limit);
  while (true) {
    const network = `${firstOctets[below(firstOctets.length)]}.${below(200)}.${below(256)}`;
    // 203.0.113.0/24 is for documentation.
    if (used.has(network) || network === "203.0.113") continue;
    used.add(network);
    yield `${network}.${random() < 0.5 ? 0 : 128}/25`;
  }
}

/** How a list of that shape moves: a step adds and removes so many prefixes, and gives the new list. */
export function realList(
  seed: number,
  size = 141,
): { list: string[]; move(add: number, remove: number): string[] } {
  const random = randomFrom(seed);
  const fresh = freshPrefixes(random);
  const take = (count: number): string[] => Array.from({ length: count }, () => fresh.next().value as string);
  let list = [...take(size), "119.29.29.29", "182.254.116.116"];
  return {
    list,
    move(add, remove) {
      const left = list.slice();
      for (let i = 0; i < remove; i++) left.splice(Math.floor(random() * left.length), 1);
      list = [...left, ...take(add)];
      return list;
    },
  };
}
