import { expect, it } from "vitest";
import { countLine, resultTable } from "./result-table.ts";

const totals = {
  passed: 12,
  failed: 0,
  skipped: 0,
  files: Array.from({ length: 12 }, (_, index) => ({ path: `p/${index}.test.ts`, seconds: index })),
};

it("lists each step with how it ended and how long it took, then the slowest test files", () => {
  const lines = resultTable(
    [
      { name: "tests", state: "passed", seconds: 83.04 },
      { name: "format and lint", state: "failed", seconds: 2 },
      { name: "packages", state: "skipped", seconds: 0 },
    ],
    totals,
    90,
  );
  expect(lines.slice(0, 8)).toEqual([
    "tests                    passed   83.0 s",
    "format and lint          FAILED    2.0 s",
    "packages                 not run",
    "all steps, side by side           90.0 s",
    "",
    "slowest test files",
    "  p/11.test.ts                    11.0 s",
    "  p/10.test.ts                    10.0 s",
  ]);
  expect(lines).toHaveLength(14);
});

it.each([
  [{ passed: 3, failed: 0, skipped: 0 }, "3 passed, 0 failed"],
  [{ passed: 3, failed: 2, skipped: 1 }, "3 passed, 2 failed, 1 skipped"],
])("counts %j in one line", (counts, line) => {
  expect(countLine({ ...counts, files: [] })).toBe(line);
});
