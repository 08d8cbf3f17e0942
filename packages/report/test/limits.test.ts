import type { RunOutcome } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { bodyLimit, renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { renderSummary } from "../src/summary.ts";
import { failedList, listOutcome, noAnswer, runOutcome } from "./build-outcome.ts";
import { readPage } from "./rendered.ts";
import { inChinese, situations } from "./situations.ts";

function many(count: number): RunOutcome {
  const live = Array.from(
    { length: count },
    (_, index) => `119.${60 + (index >> 15)}.${(index >> 7) & 255}.${(index & 127) * 2}`,
  );
  return runOutcome([
    listOutcome({
      list: "webhook-global",
      committed: ["43.128.0.0/17"],
      live: ["43.128.0.0/17", ...live],
      allowSuspicious: true,
    }),
  ]);
}

const large = (situations["05-five-thousand"] ?? ((): RunOutcome => many(5000)))();

describe("a body with thousands of changes", () => {
  it("shows two hundred and points to the diff for the rest", () => {
    const { body, omitted } = renderBody(large);
    expect(omitted).toEqual([]);
    expect(body.match(/ · (?:new|gone) · /g)).toHaveLength(200);
    expect(body).toContain("… and 4,800 more changes: see the diff.");
    expect(body.length).toBeLessThan(bodyLimit / 3);
  });

  it.each([0, 40_000, 54_000, 57_000])("stays within its limit less %s reserved characters", (reserved) => {
    for (const outcome of [large, inChinese(large)]) {
      expect(renderBody(outcome, { reserved }).body.length).toBeLessThanOrEqual(bodyLimit - reserved);
    }
  });

  it("says what has no room, and keeps the first screen whole", () => {
    const { body, omitted } = renderBody(large, { reserved: 57_000 });
    expect(omitted.map(({ changes }) => changes)).toContain(5000);
    expect(body).toContain("**Left out because this would be too long:** 5,000 changes");
    const page = readPage(body);
    expect(page.elements.table).toBe(1);
    expect(page.prose.at(-1)).toContain("·");
  });
});

it("keeps a comment within the same limit", () => {
  expect(renderComment("edited", large).length).toBeLessThanOrEqual(bodyLimit);
});

describe("two hundred apps", () => {
  const apps = Array.from({ length: 200 }, (_, index) => `app-${index}`);
  const base = ["43.128.0.0/24", "43.129.0.0/24"];
  const failure = noAnswer();
  /** Each app's list moves in a way of its own, and every tenth app can't be asked. */
  const outcome = runOutcome(
    apps.flatMap((app, index) =>
      (["webhook-china", "webhook-global", "all"] as const).map((list) =>
        index % 10 === 9
          ? failedList(list, failure, { app })
          : listOutcome({ app, list, committed: base, live: [...base, `101.32.${index}.0/25`] }),
      ),
    ),
  );

  it("fit a body, whose first screen is no longer than that of one app", () => {
    const { body } = renderBody(outcome);
    expect(body.length).toBeLessThanOrEqual(bodyLimit);
    const [first = ""] = body.split("<details>");
    expect(first.split("\n").length).toBeLessThanOrEqual(40);
    expect(first).toContain("in 20 of 200 apps (no answer)");
  });

  it("fit a summary and a comment", () => {
    expect(Buffer.byteLength(renderSummary(outcome))).toBeLessThanOrEqual(1024 * 1024);
    expect(renderComment("edited", outcome).length).toBeLessThanOrEqual(bodyLimit);
  });
});

describe("a job summary", () => {
  it("has all of five thousand changes", () => {
    expect(renderSummary(large).match(/ · (?:new|gone) · /g)).toHaveLength(5000);
  });

  it("stays under a mebibyte, and says what is only in the report", () => {
    const summary = renderSummary(many(28_000));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
    expect(summary).toMatch(/Left out because.*changes.*JSON report/);
  });
});
