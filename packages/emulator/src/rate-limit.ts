/**
 * Limits calls over a sliding second.
 *
 * @param perSecond most calls within any second; `null` for no limit.
 * @param elapsedMs a clock in milliseconds that never goes back.
 * @returns a function that counts a call and returns whether it is within the limit. Refused calls don't count.
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
