import { fileURLToPath } from "node:url";

/** Root of the repository, without a trailing slash. */
export const repositoryRoot: string = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** The result of a check: one line that says what was checked, and a sentence for each problem that says what is wrong and where. */
export interface CheckResult {
  readonly summary: string;
  readonly problems: readonly string[];
}

/** Prints the summary of a check, or its problems and sets the exit code to 1. */
export function reportProblems({ summary, problems }: CheckResult): void {
  if (problems.length === 0) {
    process.stdout.write(`${summary}\n`);
    return;
  }
  process.stderr.write(`${problems.map((problem) => `✗ ${problem}\n`).join("")}`);
  process.exitCode = 1;
}
