/** Waits of all requests of a run together: a job that sleeps for longer only burns minutes. */
const budgetMs = 120_000;

interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * How long a run lets GitHub's rate limits hold it up: two minutes in all. A limit is one of the token, so requests that are
 * under way at once wait for the same time, and those that come meanwhile wait as well.
 */
export class Patience {
  readonly #clock: Clock;
  #spentMs = 0;
  #clearAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes that a limit asks to wait; returns whether the run is that patient. */
  allows(ms: number): boolean {
    const now = this.#clock.now();
    const longerMs = Math.max(0, now + ms - Math.max(this.#clearAt, now));
    if (this.#spentMs + longerMs > budgetMs) return false;
    this.#spentMs += longerMs;
    this.#clearAt = Math.max(this.#clearAt, now + ms);
    return true;
  }

  /** Waits until no limit that is known holds requests up. */
  async untilClear(): Promise<void> {
    const ms = this.#clearAt - this.#clock.now();
    if (ms > 0) await this.#clock.sleep(ms);
  }
}
