import { expect, test } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

function limitAt(perSecond: number | null): (ms: number) => boolean {
  let now = 0;
  const isWithin = createRateLimit(perSecond, () => now);
  return (ms) => {
    now = ms;
    return isWithin();
  };
}

test("lets as many calls through as a second allows", () => {
  const callAt = limitAt(2);
  expect([0, 400, 999, 1000, 1001, 1399, 1400].map(callAt)).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
    true,
  ]);
});

test("does not count a refused call", () => {
  const callAt = limitAt(1);
  expect([0, 500, 999, 1000].map(callAt)).toEqual([true, false, false, true]);
});

test("lets everything through without a limit", () => {
  const callAt = limitAt(null);
  expect(Array.from({ length: 1000 }, () => callAt(0))).not.toContain(false);
});
