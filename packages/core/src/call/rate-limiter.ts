import type { Clock } from "../clock.ts";
import { createWindowBudget, type Turn } from "./window-budget.ts";

/** What the slots of `perSecond` calls take together: a little more than the second, so that they seldom wait for its end. */
const scheduleMs = 1_010;
/**
 * How far behind its schedule a limiter catches up. Without this, a timer that fires late would lose what it was late by:
 * at 200 a second, a fifth of a call for each millisecond.
 */
const catchUpMs = 250;
/** The share of a second's calls that may begin at once after a rest; of 200, the seven lists of an app. */
const burstShare = 0.035;

export interface RateLimiter {
  /** Resolves when it is the caller's turn, first come, first served; rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<Turn>;
  /** The caller's turn if it is due now and nobody waits; otherwise `null`. */
  tryAcquire(): Turn | null;
}

interface Waiter {
  begin(turn: Turn): void;
  fail(reason: unknown): void;
}

/**
 * Creates a limiter that lets at most `perSecond` calls be sent within any second, spaced evenly: each call has a slot of
 * a schedule. It departs from the schedule after a rest, when a few calls begin at once and use up the slots that follow,
 * and when it is behind. It never departs from the limit, which is kept by when calls were received, not by when they
 * began: connecting can take as long as many calls do, and what waited for a connection arrives together.
 */
export function createRateLimiter(options: {
  readonly perSecond: number;
  readonly clock: Clock;
}): RateLimiter {
  const { perSecond, clock } = options;
  const intervalMs = scheduleMs / perSecond;
  const burst = Math.max(1, Math.floor(perSecond * burstShare));
  const budget = createWindowBudget(perSecond, clock.elapsedMs);
  /** In the order of arrival; a set, so that one who gives up leaves without a search and takes no slot. */
  const waiting = new Set<Waiter>();
  let nextSlotMs = Number.NEGATIVE_INFINITY;
  let leftOfBurst = 0;
  let serving = false;

  /** Slots that nobody waited for are gone; many of them in a row earn a burst. */
  const resume = (): void => {
    const nowMs = clock.elapsedMs();
    if (nowMs >= nextSlotMs + burst * intervalMs) leftOfBurst = burst;
    nextSlotMs = Math.max(nextSlotMs, nowMs);
  };

  /** Takes the next slot if it is due; otherwise tells how many milliseconds remain at least. */
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
      // Only a clock of the caller's own can fail here.
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
