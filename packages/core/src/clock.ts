/** The client's time. Pass your own in tests of what takes long. */
export interface Clock {
  /** The time of day in milliseconds since 1970, for signing UserSigs. */
  now(): number;
  /** Milliseconds since any fixed moment, from a monotonic clock, for durations and rates. */
  elapsedMs(): number;
  /** Resolves after this many milliseconds, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The system's clock. */
export const systemClock: Clock = Object.freeze({
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
  sleep: (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
    }),
});
