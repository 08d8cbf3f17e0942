import { expect, it } from "vitest";
import { repositoryRoot } from "../report-problems.ts";
import { decisionsTable, readDecision, readDecisions } from "./decisions.ts";

it.each([
  [
    "001-a.md",
    "# 001: What a run reads first\n",
    { file: "001-a.md", number: "001", title: "What a run reads first" },
  ],
  ["001-a.md", "# 002: What a run reads first\n", null],
  ["001-a.md", "# 001 · What a run reads first\n", null],
  ["001-a.md", "What a run reads first\n", null],
])("reads the first line of %s, %j", (file, text, decision) => {
  expect(readDecision(file, text)).toEqual(decision);
});

it("links each decision", () => {
  expect(decisionsTable([{ file: "001-a.md", number: "001", title: "Either | or" }])).toBe(
    "| | Decision |\n| --- | --- |\n| [001](001-a.md) | Either \\| or |",
  );
});

it("finds a number and a title in each decision of this repository", async () => {
  const { decisions, problems } = await readDecisions(repositoryRoot);
  expect(problems).toEqual([]);
  expect(decisions.length).toBeGreaterThan(25);
});
