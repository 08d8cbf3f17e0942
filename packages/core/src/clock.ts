/** Time, as the client uses it. Give your own to test what takes long. */
export interface Clock {
  /** The time of day, in milliseconds since 1970: what a UserSig is signed with. */
  now(): number;
  /** Milliseconds since any fixed moment, never going back: what durations and rates are measured with. */
  elapsedMs(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when that comes first. */
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
