/** Notices that nothing has been reported for too long. */
export interface QuietWatch {
  /** Something was reported: a test ended, or a line was printed. */
  heard(): void;
  /** True once nothing has been reported for the whole limit. */
  isQuiet(): boolean;
}

/**
 * Watches for a run that hangs. A slow machine still reports now and then, so the limit bounds the silence between two
 * reports and never how long the whole takes.
 *
 * A laptop that slept in between has not been silent: a look that comes much later than the one before starts anew.
 *
 * @param lookMs how often `isQuiet` is called
 */
export function createQuietWatch({
  limitMs,
  lookMs,
  now = () => performance.now(),
}: {
  limitMs: number;
  lookMs: number;
  now?: () => number;
}): QuietWatch {
  let last = now();
  let looked = now();
  return {
    heard() {
      last = now();
    },
    isQuiet() {
      const time = now();
      if (time - looked > 3 * lookMs) last = time;
      looked = time;
      return time - last >= limitMs;
    },
  };
}
