/**
 * Counts calls against a limit over a sliding second.
 *
 * @param perSecond the calls that any one second may hold; null for no limit.
 * @param elapsedMs a clock that never goes back, in milliseconds.
 * @returns a function that says whether the call made now is within the limit. A call beyond it is not counted.
 */
export function createRateLimit(perSecond: number | null, elapsedMs: () => number): () => boolean {
  let recent: number[] = [];
  return () => {
    if (perSecond === null) return true;
    const now = elapsedMs();
    recent = recent.filter((at) => now - at < 1000);
    if (recent.length >= perSecond) return false;
    recent.push(now);
    return true;
  };
}
