import { describe, expect, it } from "vitest";
import { failedList, listOutcome, pullRequest, runOutcome } from "../test/build-outcome.ts";
import { annotations, renderListLine } from "./log.ts";

const stays = ["43.128.0.0/16"];
const current = listOutcome({ list: "webhook-china", committed: stays, live: stays });
const wrongKey = {
  kind: "api",
  code: 70003,
  what: "The key is wrong.",
  remedy: "Check secret-key.",
} as const;

describe("a list's line", () => {
  it.each([
    ["webhook-china: 1 prefix, as committed, 212 ms", current],
    [
      "webhook-china: 1 prefix, same addresses, written differently, 212 ms",
      listOutcome({ list: "webhook-china", committed: ["43.128.0.0/17", "43.128.128.0/17"], live: stays }),
    ],
    [
      "webhook-china: 3 prefixes, +2 −1, 212 ms",
      listOutcome({
        list: "webhook-china",
        committed: [...stays, "101.32.0.1"],
        live: [...stays, "101.32.0.2", "101.32.0.3"],
      }),
    ],
    [
      "webhook-china: 0 prefixes, −1, held back (empty), 212 ms",
      listOutcome({ list: "webhook-china", committed: stays, live: [] }),
    ],
    [
      "webhook-china: could not be loaded (code 70003), 3.0 s: The key is wrong.",
      failedList("webhook-china", wrongKey),
    ],
  ])("%s", (line, outcome) => {
    expect(renderListLine(outcome)).toBe(line);
  });
});

describe("annotations", () => {
  it("has none where nothing happened", () => {
    const outcome = runOutcome([current], {
      pullRequest: pullRequest({ operation: "none", number: null, url: null }),
    });
    expect(annotations(outcome)).toEqual([]);
  });

  it("makes one of seven lists that failed for one reason", () => {
    const outcome = runOutcome([failedList("all", wrongKey), failedList("web-china", wrongKey)], {
      pullRequest: null,
    });
    expect(annotations(outcome)).toEqual([
      {
        level: "error",
        title: "all and web-china could not be loaded",
        message: "The key is wrong. Check secret-key.",
      },
    ]);
  });

  it.each([
    ["created", "notice", "Pull request #12 created"],
    ["closed", "notice", "Pull request #12 closed"],
    ["suppressed", "notice", "Not proposed again"],
    ["blocked", "warning", "Pull request #12 is blocked"],
  ] as const)("tells that a pull request is %s", (operation, level, title) => {
    const outcome = runOutcome([current], { pullRequest: pullRequest({ operation, reason: "Because." }) });
    expect(annotations(outcome)).toEqual([
      { level, title, message: "Because. https://github.com/acme/firewall/pull/12" },
    ]);
  });

  it("keeps within what GitHub shows of a level", () => {
    const warnings = Array.from({ length: 40 }, (_, index) => ({ what: `Label ${index} was refused.` }));
    const outcome = runOutcome([current], { warnings, pullRequest: null });
    expect(annotations(outcome)).toHaveLength(7);
    expect(annotations(outcome).at(-1)?.message).toBe("And 34 more warnings, see the job summary.");
  });

  it("keeps the lines of what a workflow needs", () => {
    const message = { what: "The token may not.", snippet: "permissions:\n  contents: write\n::error::x" };
    const [first] = annotations(runOutcome([], { pullRequest: null, error: { message, pullRequest: null } }));
    expect(first?.message).toBe("The token may not.\n\npermissions:\n  contents: write\n\\u{3A}:error::x");
  });

  it("begins with what made the run fail", () => {
    const outcome = runOutcome([current], {
      error: { message: { what: "The token may not." }, pullRequest: null },
      warnings: [{ what: "A warning." }],
    });
    expect(annotations(outcome)[0]).toEqual({
      level: "error",
      title: "The run failed",
      message: "The token may not.",
    });
  });
});
