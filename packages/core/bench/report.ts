/** An app, with the key of the vendor's documents. */
export const app = {
  sdkAppId: 1_400_000_000,
  identifier: "administrator",
  secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
} as const;

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints a line. The process exits with 1 if a value is beyond its limit. */
export function report(what: string, value: number, unit: string, limit: string, fine: boolean): void {
  if (!fine) process.exitCode = 1;
  console.log(`${fine ? "ok    " : "BEYOND"} ${what}: ${value.toFixed(2)}${unit} (limit ${limit})`);
}
