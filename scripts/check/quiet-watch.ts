/** Notices when nothing has been reported for too long. */
export interface QuietWatch {
  /** Something was reported: a test ended, or a line was printed. */
  heard(): void;
  /** True once nothing has been reported for the whole limit. */
  isQuiet(): boolean;
}

/**
 * Detects a run that hangs. Even a slow machine reports something now and then, so the limit applies to the time between two
 * reports, never to the whole run.
 *
 * Time in which a laptop sleeps doesn't count: if a check comes much later than expected, the limit starts again.
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
