import { formats } from "@chat-ip/allowlist";
import type { ListFailure } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { annotations, renderListLine } from "../src/log.ts";
import { renderStopped } from "../src/stopped.ts";
import { renderSummary } from "../src/summary.ts";
import { plainText } from "../src/text/message.ts";
import { inputProblemText } from "../src/words/input-problem.ts";
import { wordsOf } from "../src/words/words-of.ts";
import { apiFailure, noAnswer } from "./build-outcome.ts";
import { inputSamples, messageSamples } from "./message-samples.ts";
import { inChinese, situations } from "./situations.ts";

const words = wordsOf("zh-CN");

/** Names that are written in English in Chinese texts too. */
const names =
  /\b(?:Chat IP|China Telecom|GitHub Actions?|GitHub App|Git LFS|Web SDK|PR|Chat)\b|GetIPList|RIPEstat|APNIC/g;

/** Runs of English words, but for code, quoted text from outside, addresses and names. */
function englishIn(text: string): string[] {
  const own = text
    .replaceAll(/(`+)(?:.|\n)*?\1/g, " · ")
    .replaceAll(/“[^”]*”|"[^"]*"/g, " · ")
    .replaceAll(/\]\([^)]*\)|https?:\/\/\S+|<[^>]*>/g, " · ")
    .replaceAll(names, " · ");
  return own.match(/[A-Za-z][A-Za-z']+(?:[ ,]+[A-Za-z][A-Za-z']+)+/g) ?? [];
}

it("is found where it is", () => {
  expect(englishIn("分支 `main is here` 已删除，the branch is gone。")).toEqual(["the branch is gone"]);
});

describe("no run of English words is left in Chinese", () => {
  it.each(
    messageSamples((field) => field.replaceAll(" ", "-")).map((message) => [message.id, message] as const),
  )("of the message %s", (_id, message) => {
    expect(englishIn(plainText(message, words).replace(/\n\npermissions:.*$/s, ""))).toEqual([]);
  });

  it.each(
    inputSamples((field) => field.replaceAll(" ", "-")).map((problem) => [problem.id, problem] as const),
  )("of the problem %s", (_id, problem) => {
    expect(englishIn(inputProblemText(words.inputs, problem))).toEqual([]);
  });

  const call = { what: "It failed.", remedy: "Try again.", host: "console.tim.qq.com", attempts: 4 };
  const failures: readonly ListFailure[] = [
    apiFailure(60008, call, { errorInfo: "the server is busy", attempts: 4 }),
    apiFailure(1, call),
    ...(["dns", "connect", "tls", "proxy", "timeout", "reset", "status"] as const).map(
      (reason): ListFailure => ({ ...noAnswer(), kind: "network", reason, status: null, ...call }),
    ),
    { ...call, kind: "network", code: null, reason: "status", status: 511, secondLook: true },
    { ...call, kind: "response", code: null, secondLook: true },
    ...formats.map(
      (format): ListFailure => ({ ...call, kind: "limit", code: null, secondLook: false, format }),
    ),
    { kind: "not-confirmed", code: null, secondLook: true },
  ];

  it.each(failures)("of a list that could not be loaded: $kind", (failure) => {
    const { what, remedy } = words.failure(failure);
    expect(englishIn(what + remedy)).toEqual([]);
    expect(englishIn(words.failureLabel(failure))).toEqual([]);
  });

  it.each(Object.entries(situations))("of what is said in the situation %s", (name, situation) => {
    const told = inChinese(situation());
    const comments = (
      ["obsolete", "obsolete-edited", "edited", "conflict", "by-another", "reminder"] as const
    ).map((kind) => renderComment(kind, told));
    const news = annotations(told).flatMap(({ title, message }) => [title, message]);
    const lines = told.lists.map((list) => renderListLine(list, "zh-CN"));
    // What stands in an annotation without its backticks was code.
    for (const text of [renderBody(told).body, renderSummary(told), ...comments, ...lines]) {
      expect(englishIn(text)).toEqual([]);
    }
    if (!name.includes("hostile")) expect(news.flatMap(englishIn)).toEqual([]);
  });

  it("of a run that is stopped", () => {
    const done = { lists: [], pullRequest: { operation: "created", place: "x" } } as const;
    const { message, summary } = renderStopped("SIGTERM", done, "zh-CN");
    expect(englishIn(message + summary)).toEqual([]);
  });
});
