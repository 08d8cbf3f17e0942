import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunOutcome } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { annotateProblems, annotations, renderListLine } from "../src/log.ts";
import { renderProblems, renderSummary } from "../src/summary.ts";
import { renderCommitMessage, renderTitle } from "../src/title.ts";
import { inChinese, situations, wrongInputs } from "./situations.ts";

const folder = join(import.meta.dirname, "golden");
const update = process.env.UPDATE_GOLDEN === "1";

/** Compares with the golden file, or writes it where UPDATE_GOLDEN=1 asks for that. */
function expectGolden(name: string, text: string): void {
  const path = join(folder, name);
  if (update) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text === readFileSync(path, "utf8"), `${name} reads as before`).toBe(true);
}

/** What is read outside of Markdown: title, commit message, log and annotations. */
function plainTexts(outcome: RunOutcome): string {
  return [
    renderTitle(outcome),
    "",
    renderCommitMessage(outcome),
    "",
    ...outcome.lists.map((list) => renderListLine(list)),
    "",
    ...annotations(outcome).map(({ level, title, message }) => `${level} | ${title} | ${message}`),
    "",
  ].join("\n");
}

const hasBody = ({ context, pullRequest }: RunOutcome): boolean =>
  context.mode !== "check" && pullRequest?.operation !== "none";

const outcomes = Object.entries(situations).flatMap(([name, situation]): [string, RunOutcome][] => {
  const outcome = situation();
  return [
    [name, outcome],
    [`${name}.zh-CN`, inChinese(outcome)],
  ];
});

describe.each(outcomes)("%s", (name, outcome) => {
  it.skipIf(!hasBody(outcome))("has the pull-request body of the golden file", () => {
    expectGolden(`${name}.body.md`, `${renderBody(outcome).body}\n`);
  });

  it("has the job summary of the golden file", () => {
    expectGolden(`${name}.summary.md`, renderSummary(outcome));
  });

  it("has the title, commit message, log lines and annotations of the golden file", () => {
    expectGolden(`${name}.log.txt`, plainTexts(outcome));
  });
});

describe("wrong inputs", () => {
  it.each(["en", "zh-CN"] as const)("read as in the golden file, in %s", (language) => {
    const { title, message } = annotateProblems(wrongInputs, language);
    const suffix = language === "en" ? "" : `.${language}`;
    expectGolden(`wrong-inputs${suffix}.summary.md`, renderProblems(wrongInputs, language));
    expectGolden(`wrong-inputs${suffix}.log.txt`, `${title} | ${message}\n`);
  });
});

describe("comments", () => {
  const kinds = ["obsolete", "obsolete-edited", "edited", "conflict", "by-another"] as const;
  it.each(kinds)("%s reads as in the golden file, in both languages", (kind) => {
    const outcome =
      situations[kind.startsWith("obsolete") ? "02-one-list-one-prefix" : "03-split-and-merge"]?.();
    if (!outcome) throw new TypeError("The situation is gone.");
    expectGolden(`comment-${kind}.md`, `${renderComment(kind, outcome)}\n`);
    expectGolden(`comment-${kind}.zh-CN.md`, `${renderComment(kind, inChinese(outcome))}\n`);
  });
});
