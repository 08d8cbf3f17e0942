import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createManualClock, type ManualClock } from "../../test/manual-clock.ts";
import { type Clock, systemClock } from "../clock.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";

/** A clock whose timers fire late, each by as much as it is told. */
function lateClock(clock: ManualClock, latenessMs: () => number): Clock {
  return { ...clock, sleep: (ms) => clock.sleep(ms + latenessMs()) };
}

/** Waits for a turn, uses it at once and tells when. */
async function beginCall(limiter: RateLimiter, clock: Clock): Promise<number> {
  const turn = await limiter.acquire();
  turn.sent();
  turn.over();
  return clock.elapsedMs();
}

async function beginTimes(clock: Clock, perSecond: number, calls: number): Promise<number[]> {
  const limiter = createRateLimiter({ perSecond, clock });
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: calls }, async () => {
      times.push(await beginCall(limiter, clock));
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
  await beginCall(limiter, clock);
  clock.advance(60_000);
  const times = await Promise.all(Array.from({ length: 9 }, () => beginCall(limiter, clock)));
  expect(times.map((time) => time - 60_000)).toEqual([0, 0, 0, 0, 0, 0, 0, 36, 41]);
});

test("lets a call begin at once when none came before it", async () => {
  const clock = createManualClock();
  expect(await beginTimes(clock, 200, 1)).toEqual([0]);
  expect(clock.sleeps).toEqual([]);
});

test("spaces calls evenly, at 99 % of the limit", async () => {
  const times = await beginTimes(createManualClock(), 200, 1000);
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...gaps.slice(7))).toBeLessThanOrEqual(6);
  const last = times.at(-1) ?? 0;
  expect(999 / (last / 1000)).toBeGreaterThan(197);
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
          times.push(...(await Promise.all(Array.from({ length: calls }, () => beginCall(limiter, clock)))));
          clock.advance(restMs);
        }
        expect(mostWithinASecond(times)).toBeLessThanOrEqual(perSecond);
      },
    ),
    { seed: 10, numRuns: 60 },
  );
});

test("holds the limit where calls arrive, however long connecting and answering take", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const delays = fc.record({ connectMs: fc.nat(1500), thereMs: fc.nat(40), backMs: fc.nat(500) });
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 5, max: 200 }),
        fc.array(delays, { minLength: 1, maxLength: 30 }),
        async (perSecond, each) => {
          const limiter = createRateLimiter({ perSecond, clock: systemClock });
          const arrivals: number[] = [];
          const calls = Array.from({ length: 300 }, async (_, index) => {
            const { connectMs = 0, thereMs = 0, backMs = 0 } = each[index % each.length] ?? {};
            const turn = await limiter.acquire();
            await systemClock.sleep(connectMs);
            turn.sent();
            await systemClock.sleep(thereMs);
            arrivals.push(performance.now());
            await systemClock.sleep(backMs);
            turn.over();
          });
          await Promise.all([...calls, vi.runAllTimersAsync()]);
          expect(arrivals).toHaveLength(300);
          expect(mostWithinASecond(arrivals)).toBeLessThanOrEqual(perSecond);
        },
      ),
      { seed: 11, numRuns: 40 },
    );
  } finally {
    vi.useRealTimers();
  }
});

test("gives the room of turns that were not used to the next", async () => {
  const clock = createManualClock();
  const limiter = createRateLimiter({ perSecond: 2, clock });
  for (let i = 0; i < 3; i++) {
    const unused = await limiter.acquire();
    unused.over();
    unused.sent();
  }
  // Their slots are gone, their places within the second are not.
  expect(await beginCall(limiter, clock)).toBe(3 * 505);
});

test("does not wait for the answers of calls that were sent", async () => {
  const clock = createManualClock();
  const limiter = createRateLimiter({ perSecond: 2, clock });
  for (let i = 0; i < 4; i++) (await limiter.acquire()).sent();
  expect(clock.elapsedMs()).toBeLessThan(1700);
});

test("waits for turns that are neither used nor given back, as long as it takes", async () => {
  const clock = createManualClock();
  const limiter = createRateLimiter({ perSecond: 1, clock });
  const held = await limiter.acquire();
  const next = beginCall(limiter, clock);
  for (let seconds = 0; seconds < 5; seconds++) await clock.sleep(1000);
  held.sent();
  held.over();
  const heldUntilMs = clock.elapsedMs();
  expect(await next).toBeGreaterThanOrEqual(heldUntilMs + 1000);
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

test("rejects an aborted call with the signal's reason, without using a slot", async () => {
  const clock = createManualClock();
  const limiter = createRateLimiter({ perSecond: 10, clock });
  const controller = new AbortController();
  const reason = new Error("enough");
  const first = beginCall(limiter, clock);
  const second = limiter.acquire(controller.signal);
  const third = beginCall(limiter, clock);
  controller.abort(reason);
  await expect(second).rejects.toBe(reason);
  await first;
  expect(await third).toBe(101);
  await expect(limiter.acquire(AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("passes the failure of a clock on to waiting calls, and serves later ones", async () => {
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
