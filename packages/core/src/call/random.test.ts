import { expect, test } from "vitest";
import { systemRandom, uint32Range } from "./random.ts";

test("gives whole numbers over all of 0 to 4294967295", () => {
  const values = Array.from({ length: 20_000 }, systemRandom);
  expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < uint32Range)).toBe(true);
  // Each of 256 equal parts of the range is hit; one is missed with a probability of about 1e-32.
  expect(new Set(values.map((value) => Math.floor(value / 2 ** 24))).size).toBe(256);
});
