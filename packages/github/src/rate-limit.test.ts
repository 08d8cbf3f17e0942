import { expect, it } from "vitest";
import { createRateLimitWaits } from "./rate-limit.ts";

function waiting() {
  let time = 0;
  const slept: number[] = [];
  const waits = createRateLimitWaits({
    now: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
  });
  const pass = (ms: number): void => {
    time += ms;
  };
  return { waits, slept, pass };
}

it("counts waits of requests that are under way at once only once", async () => {
  const { waits, slept } = waiting();
  expect([50, 60, 55].map((seconds) => waits.allows(seconds * 1000))).toEqual([true, true, true]);
  await waits.untilClear();
  await waits.untilClear();
  expect(slept).toEqual([60_000]);
  expect(waits.allows(60_000)).toBe(true);
});

it("comes to its end after two minutes in all", async () => {
  const { waits, pass } = waiting();
  expect(waits.allows(121_000)).toBe(false);
  expect(waits.allows(70_000)).toBe(true);
  pass(1_000_000);
  expect(waits.allows(51_000)).toBe(false);
  expect(waits.allows(50_000)).toBe(true);
});

it("holds nothing up where no limit is known", async () => {
  const { waits, slept } = waiting();
  await waits.untilClear();
  expect(slept).toEqual([]);
});
