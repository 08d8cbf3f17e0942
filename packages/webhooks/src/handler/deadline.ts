/** The moment at which an answer is due. */
export interface Deadline {
  /** Resolves when the time is over; never, once the clock is stopped. */
  readonly passed: Promise<"late">;
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  /** Stops the clock. */
  clear(): void;
}

export function startDeadline(ms: number): Deadline {
  const { promise: passed, resolve } = Promise.withResolvers<"late">();
  const controller = new AbortController();
  const timer = setTimeout(() => {
    resolve("late");
    controller.abort(new Error(`The answer was due after ${ms} ms.`));
  }, ms);
  return { passed, signal: controller.signal, clear: () => clearTimeout(timer) };
}
