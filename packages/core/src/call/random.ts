import { randomInt } from "node:crypto";

/** Returns a whole number from 0 to 4294967295, each equally likely. */
export type RandomUint32 = () => number;

/** How many values {@link RandomUint32} can return. */
export const uint32Range: number = 2 ** 32;

/** The system's secure source. */
export const systemRandom: RandomUint32 = () => randomInt(uint32Range);
