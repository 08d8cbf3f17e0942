import { expect, it } from "vitest";
import type { RunOutcome } from "../../src/outcome.ts";
import { renderBody } from "../../src/report/body.ts";
import { renderComment } from "../../src/report/comments.ts";
import { annotations, renderListLine } from "../../src/report/log.ts";
import { renderSummary } from "../../src/report/summary.ts";
import { renderCommitMessage, renderTitle } from "../../src/report/title.ts";
import { outcomeSaying } from "./hostile-outcome.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { actedOn, type Page, readPage } from "./rendered.ts";

/** What the lists say is told by the same sections as in the body, so the comments are read without it. */
const comments = ({ context }: RunOutcome): string =>
  (["obsolete", "obsolete-edited", "edited", "conflict"] as const)
    .map((kind) => renderComment(kind, { context, lists: [] }))
    .join("\n\n## Next\n\n");

const texts: Readonly<Record<string, (outcome: RunOutcome) => string>> = {
  body: (outcome) => renderBody(outcome).body,
  summary: renderSummary,
  comments,
};

const runUrl = "https://github.com/acme/firewall/actions/runs/1";
/** The link of the run is an address wherever it is one at all; its text is tried in `escape.test.ts`. */
const saying = (text: string): RunOutcome => outcomeSaying((field) => (field === "run link" ? runUrl : text));
const harmless = saying("harmless");
const expected = new Map<string, Page>(
  Object.entries(texts).map(([name, render]) => [name, readPage(render(harmless))]),
);

const named = hostileStrings.map((text, index): [string, string] => [
  `${index}: ${JSON.stringify(text.slice(0, 40))}`,
  text,
]);

it("has at least two hundred different strings", () => {
  expect(new Set(hostileStrings).size).toBeGreaterThanOrEqual(200);
});

it.each(named)("%s, in every field from outside, is only words and code", (_, text) => {
  const outcome = saying(text);
  for (const [name, render] of Object.entries(texts)) {
    const markdown = render(outcome);
    const { prose, ...page } = readPage(markdown);
    const { prose: _harmless, ...expectedPage } = expected.get(name) ?? readPage("");
    expect(page, name).toEqual(expectedPage);
    expect(page.comments, name).toEqual([]);
    expect(actedOn(prose), name).toEqual([]);
    expect(markdown, name).not.toContain("<!--");
  }
  const lines = [
    ...outcome.lists.map(renderListLine),
    ...annotations(outcome).flatMap(({ title, message }) => [title, ...message.split("\n")]),
  ];
  for (const line of lines) {
    expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }
  expect(renderTitle(outcome)).toBe(renderTitle(harmless));
  expect(renderCommitMessage(outcome)).toBe(renderCommitMessage(harmless));
});
