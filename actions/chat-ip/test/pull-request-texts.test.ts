import { expect, it } from "vitest";
import type { RunContext } from "../src/outcome.ts";
import { pullRequestTexts } from "../src/pull-request-texts.ts";
import { listOutcome, runOutcome } from "./report/build-outcome.ts";

const list = (live: readonly string[]) =>
  listOutcome({ list: "webhook-china", committed: ["43.128.0.0/24"], live });

const digest = (context: Partial<RunContext>, live = ["43.128.0.0/24", "43.129.0.0/24"]): string =>
  pullRequestTexts(runOutcome([list(live)], { context }), { title: null, commitMessage: null }).textDigest({
    previous: null,
    tokenKind: "actions",
  });

it("takes neither another run nor another version of the Action for news", () => {
  const later = { startedAt: new Date("2026-12-01T00:00:00Z"), runUrl: null, version: "9.9.9" };
  expect(digest(later)).toBe(digest({}));
});

it("takes what a reviewer has to know for news", () => {
  const said = digest({});
  expect(digest({}, ["43.128.0.0/24", "43.130.0.0/24"])).not.toBe(said);
  expect(digest({ base: "stable" })).not.toBe(said);
  expect(digest({ source: { region: "jakarta" } })).not.toBe(said);
});
