/** A number from 0 to 1. */
export type Random = () => number;

/** Numbers that look random and are the same for the same seed (xorshift, 32 bits). */
export function createRandom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
