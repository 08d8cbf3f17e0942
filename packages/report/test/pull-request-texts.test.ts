import type { RunContext } from "@chat-ip/sync";
import { expect, it } from "vitest";
import { pullRequestTexts } from "../src/pull-request-texts.ts";
import { listOutcome, runOutcome } from "./build-outcome.ts";

const list = (live: readonly string[]) =>
  listOutcome({ list: "webhook-china", committed: ["43.128.0.0/24"], live });

const timeless = (context: Partial<RunContext>, live = ["43.128.0.0/24", "43.129.0.0/24"]): string =>
  pullRequestTexts(runOutcome([list(live)], { context }), { title: null, commitMessage: null }).body({
    operation: "created",
    previous: null,
    others: null,
    onlyOurs: true,
    tokenKind: "actions",
    reserved: 0,
    timeless: true,
  });

it("takes neither another run nor another version of the Action for news", () => {
  const later = { startedAt: new Date("2026-12-01T00:00:00Z"), runUrl: null, runNumber: 7, version: "9.9.9" };
  expect(timeless(later)).toBe(timeless({}));
});

it("takes what a reviewer has to know for news", () => {
  const said = timeless({});
  expect(timeless({}, ["43.128.0.0/24", "43.130.0.0/24"])).not.toBe(said);
  expect(timeless({ base: "stable" })).not.toBe(said);
  expect(timeless({ source: { region: "jakarta" } })).not.toBe(said);
  expect(timeless({ language: "zh-CN" })).not.toBe(said);
});

it("keeps title and commit message in English, whatever the language", () => {
  const texts = (language: RunContext["language"]) =>
    pullRequestTexts(runOutcome([list(["43.128.0.0/24", "43.129.0.0/24"])], { context: { language } }), {
      title: null,
      commitMessage: null,
    });
  expect(texts("zh-CN").title).toBe(texts("en").title);
  expect(texts("zh-CN").commitMessage).toBe(texts("en").commitMessage);
});
