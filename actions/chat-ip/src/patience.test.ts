import { expect, it } from "vitest";
import { Patience } from "./patience.ts";

function patient() {
  let time = 0;
  const slept: number[] = [];
  const patience = new Patience({
    now: () => time,
    sleep: async (ms) => {
      slept.push(ms);
      time += ms;
    },
  });
  const pass = (ms: number): void => {
    time += ms;
  };
  return { patience, slept, pass };
}

it("counts waits of requests that are under way at once only once", async () => {
  const { patience, slept } = patient();
  expect([50, 60, 55].map((seconds) => patience.allows(seconds * 1000))).toEqual([true, true, true]);
  await patience.untilClear();
  await patience.untilClear();
  expect(slept).toEqual([60_000]);
  expect(patience.allows(60_000)).toBe(true);
});

it("comes to its end after two minutes in all", async () => {
  const { patience, pass } = patient();
  expect(patience.allows(121_000)).toBe(false);
  expect(patience.allows(70_000)).toBe(true);
  pass(1_000_000);
  expect(patience.allows(51_000)).toBe(false);
  expect(patience.allows(50_000)).toBe(true);
});

it("holds nothing up where no limit is known", async () => {
  const { patience, slept } = patient();
  await patience.untilClear();
  expect(slept).toEqual([]);
});
