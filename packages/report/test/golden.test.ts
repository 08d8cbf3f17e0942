import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunOutcome } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { annotations, renderListLine } from "../src/log.ts";
import { renderSummary } from "../src/summary.ts";
import { renderCommitMessage, renderTitle } from "../src/title.ts";
import { situations } from "./situations.ts";

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
    ...outcome.lists.map(renderListLine),
    "",
    ...annotations(outcome).map(({ level, title, message }) => `${level} | ${title} | ${message}`),
    "",
  ].join("\n");
}

describe.each(Object.entries(situations))("%s", (name, situation) => {
  const outcome = situation();

  it.skipIf(outcome.context.mode === "check")("has the pull-request body of the golden file", () => {
    expectGolden(`${name}.body.md`, `${renderBody(outcome).body}\n`);
  });

  it("has the job summary of the golden file", () => {
    expectGolden(`${name}.summary.md`, renderSummary(outcome));
  });

  it("has the title, commit message, log lines and annotations of the golden file", () => {
    expectGolden(`${name}.log.txt`, plainTexts(outcome));
  });
});

describe("comments", () => {
  it.each(["obsolete", "obsolete-edited", "edited", "conflict", "by-another", "reminder"] as const)(
    "%s reads as in the golden file",
    (kind) => {
      const outcome =
        situations[kind.startsWith("obsolete") ? "02-one-list-one-prefix" : "03-split-and-merge"]?.();
      if (!outcome) throw new TypeError("The situation is gone.");
      expectGolden(
        `comment-${kind}.md`,
        `${renderComment(kind, outcome, ["reviewer", "acme/network", "not a login"])}\n`,
      );
    },
  );
});
