import fc from "fast-check";
import { expect, test } from "vitest";
import { createManualClock, type ManualClock } from "../../test/manual-clock.ts";
import type { Clock } from "../clock.ts";
import { createRateLimiter } from "./rate-limiter.ts";

/** A clock whose timers fire late, each by as much as it is told. */
function lateClock(clock: ManualClock, latenessMs: () => number): Clock {
  return { ...clock, sleep: (ms) => clock.sleep(ms + latenessMs()) };
}

async function beginTimes(clock: Clock, perSecond: number, calls: number): Promise<number[]> {
  const limiter = createRateLimiter({ perSecond, clock });
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: calls }, async () => {
      await limiter.acquire();
      times.push(clock.elapsedMs());
    }),
  );
  return times;
}

function mostWithinASecond(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [index, time] of times.entries()) {
    while (time - (times[from] ?? time) >= 1000) from++;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

test("lets seven calls begin at once after a rest, as many as there are lists, and spaces the next", async () => {
  const clock = createManualClock();
  const limiter = createRateLimiter({ perSecond: 200, clock });
  await limiter.acquire();
  clock.advance(60_000);
  const times = await Promise.all(
    Array.from({ length: 9 }, () => limiter.acquire().then(() => clock.elapsedMs())),
  );
  expect(times.map((time) => time - 60_000)).toEqual([0, 0, 0, 0, 0, 0, 0, 37, 42]);
});

test("lets a call begin at once when none came before it", async () => {
  const clock = createManualClock();
  expect(await beginTimes(clock, 200, 1)).toEqual([0]);
  expect(clock.sleeps).toEqual([]);
});

test("spaces calls evenly, at 97 % of the limit", async () => {
  const times = await beginTimes(createManualClock(), 200, 1000);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...gaps.slice(7))).toBeLessThanOrEqual(6);
  const last = times.at(-1) ?? 0;
  expect(999 / (last / 1000)).toBeGreaterThan(194);
  expect(mostWithinASecond(times)).toBeLessThanOrEqual(200);
});

test("holds the limit in every second, however late timers fire", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 20 }),
      async (perSecond, latenesses) => {
        let sleeps = 0;
        const clock = lateClock(createManualClock(), () => latenesses[sleeps++ % latenesses.length] ?? 0);
        const times = await beginTimes(clock, perSecond, 600);
        expect(mostWithinASecond(times)).toBeLessThanOrEqual(perSecond);
      },
    ),
    { seed: 8, numRuns: 60 },
  );
});

test("holds the limit through any pattern of work and rest", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.record({ calls: fc.integer({ min: 1, max: 120 }), restMs: fc.nat(300) }), {
        minLength: 5,
        maxLength: 20,
      }),
      fc.nat(200),
      async (perSecond, pattern, latenessMs) => {
        const clock = createManualClock();
        const limiter = createRateLimiter({ perSecond, clock: lateClock(clock, () => latenessMs) });
        const times: number[] = [];
        for (const { calls, restMs } of pattern) {
          const each = Array.from({ length: calls }, () =>
            limiter.acquire().then(() => times.push(clock.elapsedMs())),
          );
          await Promise.all(each);
          clock.advance(restMs);
        }
        expect(mostWithinASecond(times)).toBeLessThanOrEqual(perSecond);
      },
    ),
    { seed: 10, numRuns: 60 },
  );
});

test("catches up with timers that fire late, so that the rate is kept", async () => {
  const times = await beginTimes(
    lateClock(createManualClock(), () => 20),
    200,
    1000,
  );
  expect(999 / ((times.at(-1) ?? 0) / 1000)).toBeGreaterThan(190);
});

test("serves first come, first served", async () => {
  const limiter = createRateLimiter({ perSecond: 10, clock: createManualClock() });
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4].map((n) => limiter.acquire().then(() => order.push(n))));
  expect(order).toEqual([1, 2, 3, 4]);
});

test("lets one who gives up go with the signal's reason, and wastes no slot on it", async () => {
  const clock = createManualClock();
  const limiter = createRateLimiter({ perSecond: 10, clock });
  const controller = new AbortController();
  const reason = new Error("enough");
  const first = limiter.acquire();
  const second = limiter.acquire(controller.signal);
  const third = limiter.acquire().then(() => clock.elapsedMs());
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  await first;
  expect(await third).toBe(103);
  await expect(limiter.acquire(AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("passes the failure of a clock on to those who wait, and serves those who come later", async () => {
  const clock = createManualClock();
  let broken = true;
  const failing: Clock = {
    ...clock,
    sleep: (ms) => (broken ? Promise.reject(new Error("no timers")) : clock.sleep(ms)),
  };
  const limiter = createRateLimiter({ perSecond: 10, clock: failing });
  await limiter.acquire();
  await expect(limiter.acquire()).rejects.toThrow("no timers");
  broken = false;
  await limiter.acquire();
});
