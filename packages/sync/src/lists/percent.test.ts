import { expect, it } from "vitest";
import { percent } from "./percent.ts";

it.each([
  [1n, 3n, 33.33],
  [1n, 2n ** 90n, 0.01],
  [2n ** 90n, 2n ** 91n, 50],
  [3n, 1n, 300],
  [0n, 5n, 0],
  [1n, 0n, null],
])("%s of %s is %s percent", (part, whole, share) => {
  expect(percent(part, whole)).toBe(share);
});
