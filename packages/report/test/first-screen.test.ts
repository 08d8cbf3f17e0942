import type { RunOutcome } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { renderBody } from "../src/body.ts";
import { inChinese, situations } from "./situations.ts";

const bodies = Object.entries(situations)
  .map(([name, situation]): [string, RunOutcome] => [name, situation()])
  .filter(([, { context, pullRequest }]) => context.mode !== "check" && pullRequest?.operation !== "none");

const firstScreen = (outcome: RunOutcome): string => renderBody(outcome).body.split("<details>")[0] ?? "";

/** What a person reads, without the addresses of links. */
const visible = (markdown: string): string =>
  markdown.replace(/\]\([^)]*\)/g, "]").replace(/^\|[ :|-]+\|$/gm, "");

const englishWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Chinese words aren't set apart by spaces. */
const chineseWords = (text: string): number =>
  [...new Intl.Segmenter("zh-CN", { granularity: "word" }).segment(text.replace(/`[^`]*`/g, "x"))].filter(
    ({ isWordLike }) => isWordLike,
  ).length;

/** One list may take 120 words, seven 200. Lists that are as committed aren't named. */
function limitFor({ lists }: RunOutcome): number {
  const changed = lists.filter(({ status }) => status !== "current");
  const named = Math.min(7, new Set(changed.map(({ app, list }) => `${app}/${list}`)).size);
  return 120 + Math.floor((80 * (named - 1)) / 6);
}

describe.each(bodies)("before the fold-outs, %s", (name, outcome) => {
  it("is short in English", () => {
    const screen = firstScreen(outcome);
    // Hostile text is as long as it likes.
    if (name !== "10-hostile-text")
      expect(englishWords(visible(screen))).toBeLessThanOrEqual(limitFor(outcome));
  });

  it("is short in Chinese", () => {
    const screen = firstScreen(inChinese(outcome));
    if (name !== "10-hostile-text")
      expect(chineseWords(visible(screen))).toBeLessThanOrEqual(1.3 * limitFor(outcome));
  });

  it.each(["en", "zh-CN"])("reads well as a plain-text e-mail, in %s", (language) => {
    const screen = firstScreen(language === "en" ? outcome : inChinese(outcome)).trimEnd();
    expect(screen.split("\n").length).toBeLessThanOrEqual(25);
    expect(screen.replace(/`+[^`]*`+/g, "")).not.toMatch(/<\/?[a-z]/i);
    expect(screen.split("\n")[0]).toMatch(/^\*\*/);
  });

  it("has one table of at most four columns", () => {
    const rules = firstScreen(outcome).match(/^\| (?::?-+:? \| )+:?-+:? \|$|^\|(?: :?-+:? \|)+$/gm) ?? [];
    expect(rules).toHaveLength(1);
    expect(rules[0]?.split("|").length).toBeLessThanOrEqual(6);
  });
});
