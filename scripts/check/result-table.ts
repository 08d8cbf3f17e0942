import type { StepResult } from "./run-steps.ts";

/** How many tests passed, failed or were skipped, and how long each test file took. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly files: readonly { readonly path: string; readonly seconds: number }[];
}

const shownFiles = 8;

/** What ran and how long it took, then the slowest test files, as lines in columns. */
export function resultTable(
  results: readonly StepResult[],
  totals: TestTotals | null,
  seconds: number,
): string[] {
  const slowest = [...(totals?.files ?? [])].sort((a, b) => b.seconds - a.seconds).slice(0, shownFiles);
  const rows: [string, string, string][] = [
    ...results.map(({ name, state, seconds: own }): [string, string, string] => [
      name,
      state === "passed" ? "passed" : state === "failed" ? "FAILED" : "not run",
      state === "skipped" ? "" : inSeconds(own),
    ]),
    ["all steps, side by side", "", inSeconds(seconds)],
    ...slowest.map(({ path, seconds: own }): [string, string, string] => [`  ${path}`, "", inSeconds(own)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([name, state, time]) =>
    `${name.padEnd(widths[0] ?? 0)}  ${state.padEnd(widths[1] ?? 0)}  ${time.padStart(widths[2] ?? 0)}`.trimEnd(),
  );
  if (slowest.length > 0) lines.splice(results.length + 1, 0, "", "slowest test files");
  return lines;
}

/** The last line of a run: `N passed, N failed`, and `, N skipped` if there are any. */
export function countLine({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const inSeconds = (seconds: number): string => `${seconds.toFixed(1)} s`;
