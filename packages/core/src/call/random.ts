import { randomInt } from "node:crypto";

/** Gives a whole number from 0 to 4294967295, each as likely as any other. */
export type RandomUint32 = () => number;

/** How many values {@link RandomUint32} can give. */
export const uint32Range: number = 2 ** 32;

/** The cryptographic source of the system. */
export const systemRandom: RandomUint32 = () => randomInt(uint32Range);
