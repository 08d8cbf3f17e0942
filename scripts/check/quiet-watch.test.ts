import { expect, it } from "vitest";
import { createQuietWatch } from "./quiet-watch.ts";

const limitMs = 1000;
const lookMs = 100;

function start() {
  let time = 5_000;
  const watch = createQuietWatch({ limitMs, lookMs, now: () => time });
  return {
    watch,
    /** Lets time pass, with a look at every `lookMs`. @returns whether one of the looks found it quiet */
    pass(ms: number): boolean {
      let quiet = false;
      for (let passed = 0; passed < ms; passed += lookMs) {
        time += lookMs;
        quiet = watch.isQuiet() || quiet;
      }
      return quiet;
    },
    sleep(ms: number): void {
      time += ms;
    },
  };
}

it("is quiet once nothing was heard for the whole limit, and not before", () => {
  const { pass } = start();
  expect(pass(900)).toBe(false);
  expect(pass(100)).toBe(true);
});

it("is never quiet while something is heard now and then, however long the whole takes", () => {
  const { pass, watch } = start();
  for (let round = 0; round < 50; round += 1) {
    expect(pass(900)).toBe(false);
    watch.heard();
  }
});

it("doesn't take the sleep of a laptop for silence", () => {
  const { pass, sleep } = start();
  pass(500);
  sleep(3_600_000);
  expect(pass(900)).toBe(false);
});
