/** Waits of all requests of a run together: a job that sleeps for longer only burns minutes. */
const budgetMs = 120_000;

/** How long a run waits for GitHub's rate limits. */
export interface RateLimitWaits {
  /** Notes that a limit asks to wait; returns whether the run has that much time left. */
  allows(ms: number): boolean;
  /** Waits until no known limit holds requests up. */
  untilClear(): Promise<void>;
}

/**
 * A run waits for two minutes in all. A limit belongs to the token, so requests that are under way at once wait for the same
 * time, and those that come meanwhile wait as well.
 */
export function createRateLimitWaits(clock: {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): RateLimitWaits {
  let spentMs = 0;
  let clearAt = Number.NEGATIVE_INFINITY;
  return {
    allows(ms) {
      const now = clock.now();
      const longerMs = Math.max(0, now + ms - Math.max(clearAt, now));
      if (spentMs + longerMs > budgetMs) return false;
      spentMs += longerMs;
      clearAt = Math.max(clearAt, now + ms);
      return true;
    },
    async untilClear() {
      const ms = clearAt - clock.now();
      if (ms > 0) await clock.sleep(ms);
    },
  };
}
