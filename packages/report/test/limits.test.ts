import type { RunOutcome } from "@chat-ip/sync";
import { describe, expect, it } from "vitest";
import { bodyLimit, renderBody } from "../src/body.ts";
import { renderComment } from "../src/comments.ts";
import { renderSummary } from "../src/summary.ts";
import { listOutcome, runOutcome } from "./build-outcome.ts";
import { readPage } from "./rendered.ts";
import { situations } from "./situations.ts";

function many(count: number): RunOutcome {
  const live = Array.from(
    { length: count },
    (_, index) => `119.${60 + (index >> 15)}.${(index >> 7) & 255}.${(index & 127) * 2}`,
  );
  return runOutcome([
    listOutcome({ list: "webhook-global", committed: ["43.128.0.0/16"], live: ["43.128.0.0/16", ...live] }),
  ]);
}

const large = (situations["05-five-thousand"] ?? ((): RunOutcome => many(5000)))();

describe("a body that would be too long", () => {
  it.each([0, 1000, 40_000, 55_000])("stays within its limit less %s reserved characters", (reserved) => {
    const { body, omitted } = renderBody(large, { reserved });
    expect(body.length).toBeLessThanOrEqual(bodyLimit - reserved);
    expect(omitted).toHaveLength(1);
    expect(body).toContain(`**Left out here, because a pull request has no room for it:** ${omitted[0]}.`);
  });

  it("says how many changes are missing, and shows the others whole", () => {
    const { body, omitted } = renderBody(large);
    const shown = body.match(/^- `119\.\d+\.\d+\.\d+` · (?:new|gone) · [+−]1 address$/gm)?.length ?? 0;
    expect(omitted).toEqual([`${(5000 - shown).toLocaleString("en")} changes of \`webhook-global\``]);
    const page = readPage(body);
    expect(page.elements.details).toBe(shown / 200);
    expect(page.elements.table).toBe(1);
    expect(page.prose.at(-1)).toContain("chat-ip-action 1.2.3.");
  });

  it("leaves out nothing while it fits", () => {
    expect(renderBody(many(500)).omitted).toEqual([]);
  });
});

it("keeps a comment within the same limit", () => {
  expect(renderComment("edited", large).length).toBeLessThanOrEqual(bodyLimit);
});

describe("a job summary", () => {
  it("has all of five thousand changes", () => {
    expect(renderSummary(large).match(/ · (?:new|gone) · /g)).toHaveLength(5000);
  });

  it("stays under a mebibyte, and says what is only in the report", () => {
    const summary = renderSummary(many(28_000));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
    expect(summary).toMatch(/Left out here.*changes of `webhook-global`.*JSON report/);
  });
});
