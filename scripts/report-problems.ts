import { fileURLToPath } from "node:url";

/** Root of the repository that this script stands in, without a slash at its end. */
export const repositoryRoot: string = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** What a check found: nothing, and then one line says what was looked at, or sentences that each say what is wrong and where. */
export interface CheckResult {
  readonly summary: string;
  readonly problems: readonly string[];
}

/** Prints a check's one line, or its problems, and sets the exit code to 1 where there is a problem. */
export function reportProblems({ summary, problems }: CheckResult): void {
  if (problems.length === 0) {
    process.stdout.write(`${summary}\n`);
    return;
  }
  process.stderr.write(`${problems.map((problem) => `✗ ${problem}\n`).join("")}`);
  process.exitCode = 1;
}
