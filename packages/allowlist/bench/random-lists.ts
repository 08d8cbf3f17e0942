/** The same lists in every run: a linear congruential generator, with the constants of Numerical Recipes. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export type Mix = "IPv4" | "IPv6" | "both families";

/** Prefixes of the lengths that published lists have: IPv4 /20 to /32; IPv6 /40 to /64 in a few allocations. */
export function randomPrefix(random: () => number, mix: Mix): string {
  const below = (limit: number): number => Math.floor(random() * limit);
  if (mix === "IPv4" || (mix === "both families" && random() < 0.8)) {
    const length = 20 + below(13);
    const address = Math.floor(random() * 2 ** length) * 2 ** (32 - length);
    const text = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
    return length === 32 ? text : `${text}/${length}`;
  }
  const group = (): string => (1 + below(0xffff)).toString(16);
  return `2402:${(0x4e00 + below(16)).toString(16)}:${group()}:${group()}::/64`;
}

/** A list of that many different prefixes, and one that differs from it in a share of them. */
export function listWithDrift(
  size: number,
  drift: number,
  mix: Mix,
  seed: number,
): { before: string[]; after: string[] } {
  const random = randomNumbers(seed);
  const before = new Set<string>();
  while (before.size < size) before.add(randomPrefix(random, mix));
  const after = [...before].map((prefix) => (random() < drift ? randomPrefix(random, mix) : prefix));
  return { before: [...before], after };
}
