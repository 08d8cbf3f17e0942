// Runs the tests and prints a line for each file. Sends messages to the process that started it: `{ test }` as each test
// ends, and the totals at the end. Usage: run-tests.ts [FILTER …]
import type { SerializedError } from "vitest";
import { type Reporter, startVitest, type TestModule } from "vitest/node";
import type { TestTotals } from "./result-table.ts";

/** What this program sends while it runs. */
export type TestMessage = { readonly test: string } | { readonly totals: TestTotals };

const send = (message: TestMessage): Promise<void> =>
  new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));

/** Counts tests. A file that fails to load and an error outside a test each count as one failed test. */
export function totalsOf(modules: readonly TestModule[], errors: readonly SerializedError[]): TestTotals {
  const counts = { passed: 0, failed: errors.length, skipped: 0 };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === "passed") counts.passed += 1;
      else if (state === "failed") failedHere += 1;
      else counts.skipped += 1;
    }
    counts.failed += module.ok() ? failedHere : Math.max(failedHere, 1);
  }
  const files = modules.map((module) => ({
    path: module.relativeModuleId,
    seconds: module.diagnostic().duration / 1000,
  }));
  return { ...counts, files };
}

const reporter: Reporter = {
  onTestCaseResult(test) {
    void send({ test: `${test.module.relativeModuleId} › ${test.fullName}` });
  },
  async onTestRunEnd(modules, errors) {
    await send({ totals: totalsOf(modules, errors) });
  },
};

if (import.meta.main) {
  const vitest = await startVitest("test", process.argv.slice(2), {
    watch: false,
    silent: "passed-only",
    reporters: ["default", reporter],
  });
  await vitest.exit();
}
