import type { RunOutcome } from "@chat-ip/sync";
import { beforeAll, expect, it } from "vitest";
import { renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { annotations, renderListLine } from "../src/log.ts";
import { renderSummary } from "../src/summary.ts";
import { renderCommitMessage, renderTitle } from "../src/title.ts";
import { outcomeSaying } from "./hostile-outcome.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { readPages } from "./read-pages.ts";
import { actedOn, type Page } from "./rendered.ts";
import { inChinese } from "./situations.ts";

/** What the lists say is told by the same sections as in the body, so the comments are read without it. */
const comments = ({ context }: RunOutcome): string =>
  (["obsolete", "obsolete-edited", "edited", "conflict", "by-another", "reminder"] as const)
    .map((kind) => renderComment(kind, { context, lists: [], carried: [] }))
    .join("\n\n## Next\n\n");

const texts: Readonly<Record<string, (outcome: RunOutcome) => string>> = {
  body: (outcome) => renderBody(outcome).body,
  summary: renderSummary,
  comments,
};

const textsInChinese: typeof texts = {
  "body in Chinese": (outcome) => renderBody(inChinese(outcome)).body,
  "summary in Chinese": (outcome) => renderSummary(inChinese(outcome)),
  "comments in Chinese": (outcome) => comments(inChinese(outcome)),
};

/** `npm test` tries every string in English, and every third one in Chinese, whose words are put around them in the same way. */
const full = process.env.CHAT_IP_FULL === "1";
const textsFor = (text: string): typeof texts =>
  full || text === "harmless" || hostileStrings.indexOf(text) % 3 === 0
    ? { ...texts, ...textsInChinese }
    : texts;

const runUrl = "https://github.com/acme/firewall/actions/runs/1";
/** The link of the run is an address wherever it is one at all; its text is tried in `escape.test.ts`. */
const saying = (text: string): RunOutcome => outcomeSaying((field) => (field === "run link" ? runUrl : text));
const harmless = saying("harmless");
const outcomes = new Map(["harmless", ...hostileStrings].map((text) => [text, saying(text)]));

const keyOf = (text: string, name: string): string => `${name} ${text}`;
const markdowns = new Map<string, string>();
const pages = new Map<string, Page>();

beforeAll(async () => {
  for (const [text, outcome] of outcomes) {
    for (const [name, render] of Object.entries(textsFor(text)))
      markdowns.set(keyOf(text, name), render(outcome));
  }
  const keys = [...markdowns.keys()];
  for (const [index, page] of (await readPages([...markdowns.values()])).entries())
    pages.set(keys[index] ?? "", page);
});

function pageOf(text: string, name: string): Page {
  const page = pages.get(keyOf(text, name));
  if (!page) throw new TypeError(`The ${name} was not read.`);
  return page;
}

const named = hostileStrings.map((text, index): [string, string] => [
  `${index}: ${JSON.stringify(text.slice(0, 40))}`,
  text,
]);

it("has at least two hundred different strings", () => {
  expect(new Set(hostileStrings).size).toBeGreaterThanOrEqual(200);
});

it.each(named)("%s, in every field from outside, is only words and code", (_, text) => {
  const outcome = outcomes.get(text) ?? harmless;
  for (const name of Object.keys(textsFor(text))) {
    const { prose, ...page } = pageOf(text, name);
    const { prose: _harmless, ...expected } = pageOf("harmless", name);
    expect(page, name).toEqual(expected);
    expect(page.comments, name).toEqual([]);
    expect(actedOn(prose), name).toEqual([]);
    expect(markdowns.get(keyOf(text, name)), name).not.toContain("<!--");
  }
  const lines = [
    ...outcome.lists.map((list) => renderListLine(list)),
    ...[outcome, inChinese(outcome)].flatMap((said) =>
      annotations(said).flatMap(({ title, message }) => [title, ...message.split("\n")]),
    ),
  ];
  for (const line of lines) {
    expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }
  expect(renderTitle(outcome)).toBe(renderTitle(harmless));
  expect(renderCommitMessage(outcome)).toBe(renderCommitMessage(harmless));
});
