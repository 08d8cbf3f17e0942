import { setImmediate } from "node:timers/promises";
import type { Clock } from "../src/clock.ts";

/** A clock that stands still, but for sleeps, which pass at once. */
export interface ManualClock extends Clock {
  /** What was slept, in milliseconds, in order. */
  readonly sleeps: readonly number[];
  advance(ms: number): void;
}

/** @param startMs the time of day it begins with. */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  let elapsedMs = 0;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => startMs + elapsedMs,
    elapsedMs: () => elapsedMs,
    advance: (ms) => {
      elapsedMs += ms;
    },
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      sleeps.push(ms);
      // Time passes after all that is to happen now has happened.
      await setImmediate();
      elapsedMs += ms;
    },
  };
}
