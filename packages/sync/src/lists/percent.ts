/**
 * A share of a whole in percent, to a hundredth; a part that is not nothing is never 0.
 *
 * @returns `null` where there is no whole
 */
export function percent(part: bigint, whole: bigint): number | null {
  if (whole === 0n) return null;
  const hundredths = Number((part * 10_000n) / whole);
  return (part > 0n ? Math.max(1, hundredths) : hundredths) / 100;
}
