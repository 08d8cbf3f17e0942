import type { Clock } from "../clock.ts";
import { createWindowBudget, type Turn } from "./window-budget.ts";

/** How long the slots of `perSecond` calls take: a little more than a second, so that they rarely hit the limit. */
const scheduleMs = 1_010;
/**
 * How much delay a limiter catches up on. Otherwise a timer that fires late would cost calls: at 200 per second, one for
 * every 5 ms.
 */
const catchUpMs = 250;
/** The share of a second's calls that may start at once after a pause: of 200, the seven lists of an app. */
const burstShare = 0.035;

export interface RateLimiter {
  /** Resolves when it is the caller's turn, in order of arrival. Rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<Turn>;
  /** Returns a turn if one is free now, otherwise `null`. */
  tryAcquire(): Turn | null;
}

interface Waiter {
  begin(turn: Turn): void;
  fail(reason: unknown): void;
}

/**
 * Creates a limiter that allows at most `perSecond` calls in any second, evenly spaced: each call gets a slot of a
 * schedule. After a pause, a few calls start at once and use up the slots that follow; after a delay, it catches up. The
 * limit itself always holds. It counts when calls arrive at the server rather than when they start, since calls that
 * waited for a connection arrive together.
 */
export function createRateLimiter(options: {
  readonly perSecond: number;
  readonly clock: Clock;
}): RateLimiter {
  const { perSecond, clock } = options;
  const intervalMs = scheduleMs / perSecond;
  const burst = Math.max(1, Math.floor(perSecond * burstShare));
  const budget = createWindowBudget(perSecond, clock.elapsedMs);
  /** In order of arrival. A set, so that an aborted call can leave without a search. */
  const waiting = new Set<Waiter>();
  let nextSlotMs = Number.NEGATIVE_INFINITY;
  let leftOfBurst = 0;
  let serving = false;

  /** Unused slots are lost; many in a row allow a burst. */
  const resume = (): void => {
    const nowMs = clock.elapsedMs();
    if (nowMs >= nextSlotMs + burst * intervalMs) leftOfBurst = burst;
    nextSlotMs = Math.max(nextSlotMs, nowMs);
  };

  /** Takes the next slot if it is due and returns 0; otherwise returns how many milliseconds remain at least. */
  const takeSlot = (): number => {
    const nowMs = clock.elapsedMs();
    const untilSlotMs = leftOfBurst > 0 ? 0 : nextSlotMs - nowMs;
    const fullUntilMs = budget.fullUntilMs();
    const untilRoomMs = fullUntilMs === null ? intervalMs : fullUntilMs - nowMs;
    const remainingMs = Math.max(untilSlotMs, untilRoomMs);
    if (remainingMs > 0) return remainingMs;
    leftOfBurst = Math.max(0, leftOfBurst - 1);
    nextSlotMs = Math.max(nextSlotMs, nowMs - catchUpMs) + intervalMs;
    return 0;
  };

  const serve = async (): Promise<void> => {
    serving = true;
    try {
      resume();
      for (let [first] = waiting; first !== undefined; [first] = waiting) {
        const remainingMs = takeSlot();
        if (remainingMs === 0) first.begin(budget.take());
        else await clock.sleep(Math.ceil(remainingMs));
      }
    } catch (error) {
      // Only the caller's own clock can fail here.
      for (const each of waiting) each.fail(error);
    } finally {
      serving = false;
    }
  };

  return {
    tryAcquire() {
      if (serving || waiting.size > 0) return null;
      resume();
      return takeSlot() === 0 ? budget.take() : null;
    },
    acquire: (signal) =>
      new Promise<Turn>((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const leave = (): void => {
          waiting.delete(waiter);
          signal?.removeEventListener("abort", stop);
        };
        const stop = (): void => {
          leave();
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          begin: (turn) => {
            leave();
            resolve(turn);
          },
          fail: (reason) => {
            leave();
            reject(reason);
          },
        };
        waiting.add(waiter);
        signal?.addEventListener("abort", stop, { once: true });
        if (!serving) void serve();
      }),
  };
}
