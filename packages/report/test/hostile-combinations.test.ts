import type { RunOutcome } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { annotateProblems, annotations } from "../src/log.ts";
import { renderProblems, renderSummary } from "../src/summary.ts";
import { runOutcome } from "./build-outcome.ts";
import { outcomeSaying } from "./hostile-outcome.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { inputSamples, messageSamples } from "./message-samples.ts";
import { readPages } from "./read-pages.ts";
import { actedOn, type Page } from "./rendered.ts";
import { inChinese } from "./situations.ts";

/** `npm run test:all` tries every combination, and `npm test` a sample of them. */
const full = process.env.CHAT_IP_FULL === "1";

/** What stands between two strings that are put together. */
const glues = ["", " ", "\n", "|", "`", "](", "\u200b", "”", "**", "，"];

/** Every two of the strings, one after the other: 48,841 and more. */
const combined = hostileStrings.flatMap((one, row) =>
  hostileStrings.map((other, column) => `${one}${glues[(row + column) % glues.length]}${other}`),
);

/** Outcomes that are rendered and read at once. */
const batchSize = 250;
const runUrl = "https://github.com/acme/firewall/actions/runs/1";

/** How many texts from outside an outcome holds. */
function countFields(): number {
  const fields = new Set<string>();
  outcomeSaying((field) => {
    fields.add(field);
    return "harmless";
  });
  return fields.size;
}

/** An outcome in which each field holds another string, from `first` on. */
function outcomeFrom(first: number): RunOutcome {
  const strings = new Map<string, string>();
  return outcomeSaying((field) => {
    if (field === "run link") return runUrl;
    const text = strings.get(field) ?? combined[(first + strings.size) % combined.length] ?? "";
    strings.set(field, text);
    return text;
  });
}

const harmless = outcomeSaying((field) => (field === "run link" ? runUrl : "harmless"));

const comments = ({ context }: RunOutcome): string =>
  (["obsolete-edited", "edited", "conflict", "by-another"] as const)
    .map((kind) => renderComment(kind, { context, lists: [], carried: [] }))
    .join("\n\n## Next\n\n");

const texts: readonly ((outcome: RunOutcome) => string)[] = [
  (outcome) => renderBody(outcome).body,
  renderSummary,
  comments,
];

const inBoth = (outcome: RunOutcome): string[] =>
  [outcome, inChinese(outcome)].flatMap((told) => texts.map((render) => render(told)));

const withoutProse = ({ prose: _, ...page }: Page): Omit<Page, "prose"> => page;

describe("hostile strings put together, in all fields in turn, in both languages", () => {
  const fields = countFields();
  const all = Array.from({ length: Math.ceil(combined.length / fields) }, (_, index) => index * fields);
  const tried = full ? all : all.filter((_, index) => index % 250 === 0);
  const batches = Array.from({ length: Math.ceil(tried.length / batchSize) }, (_, index) =>
    tried.slice(index * batchSize, (index + 1) * batchSize),
  );

  it("are at least 43,000", () => {
    expect(new Set(combined).size).toBeGreaterThanOrEqual(43_000);
  });

  it.each(batches.map((batch, index) => [index + 1, batch] as const))(
    "are only words and code: part %d",
    { timeout: 1_800_000 },
    async (_part, batch) => {
      const expected = await readPages(inBoth(harmless));
      const outcomes = batch.map(outcomeFrom);
      const pages = await readPages(outcomes.flatMap(inBoth));
      for (const [index, page] of pages.entries()) {
        const where = `from string ${batch[Math.floor(index / expected.length)]}, text ${index % expected.length}`;
        expect(withoutProse(page), where).toEqual(withoutProse(expected[index % expected.length] as Page));
        expect(actedOn(page.prose), where).toEqual([]);
      }
      for (const outcome of outcomes) {
        for (const told of [outcome, inChinese(outcome)]) {
          for (const { title, message } of annotations(told)) {
            for (const line of [title, ...message.split("\n")]) {
              expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
            }
          }
        }
      }
    },
  );
});

describe("hostile strings in every message and every problem with the inputs, in both languages", () => {
  const strings = full ? hostileStrings : hostileStrings.filter((_, index) => index % 30 === 0);

  /** Each message as the error of a run, and all of them as warnings. */
  function pagesOf(text: string): string[] {
    const messages = messageSamples(() => text);
    const problems = inputSamples(() => text);
    return (["en", "zh-CN"] as const).flatMap((language) => {
      const context = { language };
      const failed = messages.map((message) =>
        renderSummary(runOutcome([], { context, pullRequest: null, error: { message, pullRequest: null } })),
      );
      return [
        failed.join("\n\n"),
        renderSummary(runOutcome([], { context, pullRequest: null, warnings: messages })),
        renderProblems(problems, language),
      ];
    });
  }

  it("are only words and code", { timeout: 1_800_000 }, async () => {
    const expected = await readPages(pagesOf("harmless"));
    for (const text of strings) {
      const pages = await readPages(pagesOf(text));
      for (const [index, page] of pages.entries()) {
        const where = `${JSON.stringify(text.slice(0, 60))}, page ${index}`;
        expect(withoutProse(page), where).toEqual(withoutProse(expected[index] as Page));
        expect(actedOn(page.prose), where).toEqual([]);
      }
      for (const language of ["en", "zh-CN"] as const) {
        const { message } = annotateProblems(
          inputSamples(() => text),
          language,
        );
        for (const line of message.split("\n")) {
          expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }
    }
  });
});
