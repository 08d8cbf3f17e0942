/** Runs two things in turns, so that whatever else the machine does hits both, and gives the median times in milliseconds. */
export function sideBySide(
  rounds: number,
  ours: () => void,
  theirs: () => void,
): { ours: number; theirs: number } {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of [
      ["ours", ours],
      ["theirs", theirs],
    ] as const) {
      const start = performance.now();
      run();
      times[name].push(performance.now() - start);
    }
  }
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  return { ours: median(times.ours), theirs: median(times.theirs) };
}

/** Prints a line of a comparison, and makes the run fail when a limit isn't kept. */
export function report(what: string, value: string, kept: boolean | null): void {
  if (kept === false) process.exitCode = 1;
  const verdict = kept === null ? "" : kept ? "  ok" : "  BEYOND THE LIMIT";
  process.stdout.write(`${what.padEnd(46)} ${value}${verdict}\n`);
}
