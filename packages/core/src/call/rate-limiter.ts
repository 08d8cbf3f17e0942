import type { Clock } from "../clock.ts";

/**
 * How far behind its schedule a limiter catches up. A timer that fires late would otherwise lose what it was late by:
 * at 200 a second, that is a fifth of the rate for every millisecond.
 */
const catchUpMs = 20;

export interface RateLimiter {
  /** Resolves when the next call may begin, first come, first served; rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void>;
}

/**
 * Creates a limiter that lets at most `perSecond` calls begin within any second, spaced evenly.
 *
 * The schedule has one slot every `(1000 + catchUpMs) / perSecond` milliseconds, and a call begins at most `catchUpMs`
 * after its slot. So the slots of the calls of any one second lie within `1000 + catchUpMs` milliseconds, which hold
 * `perSecond` slots. The price is 2 % of the rate.
 */
export function createRateLimiter(options: {
  readonly perSecond: number;
  readonly clock: Clock;
}): RateLimiter {
  const { perSecond, clock } = options;
  const intervalMs = (1000 + catchUpMs) / perSecond;
  /** In the order of arrival; a set, so that one who gives up leaves without a search and takes no slot. */
  const waiting = new Set<{ begin(): void; fail(reason: unknown): void }>();
  let nextSlotMs = Number.NEGATIVE_INFINITY;
  let serving = false;

  /** @param waited whether it was waited for, so that a late timer may have made it late. */
  const takeSlot = (waited: boolean): void => {
    const earliestMs = clock.elapsedMs() - (waited ? catchUpMs : 0);
    nextSlotMs = Math.max(nextSlotMs, earliestMs) + intervalMs;
  };

  const serve = async (): Promise<void> => {
    serving = true;
    let waited = false;
    try {
      for (let [first] = waiting; first !== undefined; [first] = waiting) {
        const waitMs = nextSlotMs - clock.elapsedMs();
        if (waitMs > 0) {
          await clock.sleep(Math.ceil(waitMs));
          waited = true;
        } else {
          takeSlot(waited);
          first.begin();
        }
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
