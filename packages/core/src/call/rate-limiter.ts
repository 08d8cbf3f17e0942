import type { Clock } from "../clock.ts";

/**
 * The second that the limit is about, and a margin: calls that were sent evenly arrive unevenly, and the server counts
 * when it receives them. The margin costs 3 % of the rate.
 */
const windowMs = 1_030;
/**
 * How far behind its schedule a limiter catches up. Without this, a timer that fires late would lose what it was late by:
 * at 200 a second, a fifth of a call for each millisecond.
 */
const catchUpMs = 100;
/** The share of a second's calls that may begin at once after a rest; of 200, the seven lists of an app. */
const burstShare = 0.035;

export interface RateLimiter {
  /** Resolves when the next call may begin, first come, first served; rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void>;
}

/**
 * Creates a limiter that lets at most `perSecond` calls begin within any second, spaced evenly: each call has a slot of a
 * schedule. It departs from the schedule after a rest, when a few calls begin at once and use up the slots that follow,
 * and when it is behind. It never departs from the limit: a call waits until the one `perSecond` calls before it is a
 * whole window ago.
 */
export function createRateLimiter(options: {
  readonly perSecond: number;
  readonly clock: Clock;
}): RateLimiter {
  const { perSecond, clock } = options;
  const intervalMs = windowMs / perSecond;
  const burst = Math.max(1, Math.floor(perSecond * burstShare));
  /** When the last calls began, as many as a window may hold; a ring, `calls` modulo its length being the oldest. */
  const begun = new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY);
  let calls = 0;
  /** In the order of arrival; a set, so that one who gives up leaves without a search and takes no slot. */
  const waiting = new Set<{ begin(): void; fail(reason: unknown): void }>();
  let nextSlotMs = Number.NEGATIVE_INFINITY;
  let leftOfBurst = 0;
  let serving = false;

  /** Slots that nobody waited for are gone; many of them in a row earn a burst. */
  const resume = (): void => {
    const nowMs = clock.elapsedMs();
    if (nowMs >= nextSlotMs + burst * intervalMs) leftOfBurst = burst;
    nextSlotMs = Math.max(nextSlotMs, nowMs);
  };

  /** Takes the next slot if it is due; otherwise tells how many milliseconds remain. */
  const takeSlot = (): number => {
    const nowMs = clock.elapsedMs();
    const slotMs = leftOfBurst > 0 ? nowMs : nextSlotMs;
    const windowOverMs = (begun[calls % perSecond] ?? 0) + windowMs;
    const remainingMs = Math.max(slotMs, windowOverMs) - nowMs;
    if (remainingMs > 0) return remainingMs;
    begun[calls++ % perSecond] = nowMs;
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
        if (remainingMs === 0) first.begin();
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
    acquire: (signal) =>
      new Promise<void>((resolve, reject) => {
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
        const waiter = {
          begin: () => {
            leave();
            resolve();
          },
          fail: (reason: unknown) => {
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
