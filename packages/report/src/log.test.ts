import { describe, expect, it } from "vitest";
import { apiFailure, failedList, listOutcome, pullRequest, runOutcome } from "../test/build-outcome.ts";
import { annotateProblems, annotations, renderListLine } from "./log.ts";

const stays = ["43.128.0.0/17"];
const current = listOutcome({ list: "webhook-china", committed: stays, live: stays });
const wrongKey = apiFailure(70003, { what: "The key is wrong.", remedy: "Check secret-key." });

describe("a list's line", () => {
  it.each([
    ["webhook-china: 1 prefix, as committed, 212 ms", current],
    [
      "webhook-china: 1 prefix, same addresses, written differently, 212 ms",
      listOutcome({ list: "webhook-china", committed: ["43.128.0.0/18", "43.128.64.0/18"], live: stays }),
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
      "webhook-china: 1 prefix, as committed, 1 removal waiting, 212 ms",
      listOutcome({
        list: "webhook-china",
        committed: [...stays, "101.32.0.1"],
        live: stays,
        waiting: [{ prefix: "101.32.0.1", missedSince: new Date(0), dueAt: new Date(1) }],
      }),
    ],
    ["webhook-china: could not be loaded (code 70003), 3.0 s", failedList("webhook-china", wrongKey)],
    ["shop/all: could not be loaded (code 70003), 3.0 s", failedList("all", wrongKey, { app: "shop" })],
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

  it("makes one of several lists that failed for one reason", () => {
    const lists = [failedList("all", wrongKey), failedList("web-china", wrongKey), current];
    expect(annotations(runOutcome(lists, { pullRequest: null }))).toEqual([
      {
        level: "error",
        title: "Could not load web-china and all",
        message: "The key is wrong. Check secret-key.",
      },
    ]);
  });

  it("says once that nothing could be compared", () => {
    const lists = [failedList("all", wrongKey), failedList("web-china", wrongKey)];
    expect(annotations(runOutcome(lists, { pullRequest: null }))).toEqual([
      {
        level: "error",
        title: "Could not check any list",
        message:
          "Could not check any list: all 2 requests failed. Nothing was compared and nothing was changed. The key is wrong. Check secret-key.",
      },
    ]);
  });

  it.each([
    ["created", "proposed", "notice", "Pull request #12 was created"],
    ["closed", "drift-gone", "notice", "Pull request #12 was closed"],
    ["merged", "merged-as-judged", "notice", "Pull request #12 was merged"],
    ["suppressed", "closed-by-a-person", "notice", "Not proposed again"],
    ["blocked", "edited", "warning", "Pull request #12 was not updated"],
  ] as const)("says that a pull request is %s", (operation, why, level, title) => {
    const outcome = runOutcome([current], { pullRequest: pullRequest({ operation, why }) });
    const [only] = annotations(outcome);
    expect(only).toMatchObject({ level, title });
    expect(only?.message).toMatch(/\. https:\/\/github\.com\/acme\/firewall\/pull\/12$/);
  });

  it("says how to let an answer through", () => {
    const held = listOutcome({ list: "all", committed: stays, live: [] });
    expect(annotations(runOutcome([held], { pullRequest: null }))[0]?.message).toContain(
      "set allow-suspicious: all@e3b0c44298fc for one run",
    );
  });

  it("keeps within what GitHub shows of a level", () => {
    const warnings = Array.from({ length: 40 }, (_, index) => ({
      id: "no-drafts" as const,
      number: index + 1,
    }));
    const outcome = runOutcome([current], { warnings, pullRequest: null });
    expect(annotations(outcome)).toHaveLength(7);
    expect(annotations(outcome).at(-1)?.message).toBe("And 34 more warnings: see the job summary.");
  });

  it("keeps the lines of what a workflow needs", () => {
    const message = { id: "no-permission", purpose: "push" } as const;
    const [first] = annotations(runOutcome([], { pullRequest: null, error: { message, pullRequest: null } }));
    expect(first?.message).toContain("\n\npermissions:\n  contents: write\n  pull-requests: write");
  });

  it("begins with what made the run fail", () => {
    const outcome = runOutcome([current], {
      error: { message: { id: "unexpected-error", text: "It broke." }, pullRequest: null },
      warnings: [{ id: "teams-unseen" }],
    });
    expect(annotations(outcome)[0]).toEqual({
      level: "error",
      title: "The run failed",
      message: "It broke.",
    });
  });

  it("lists every problem with the inputs", () => {
    expect(
      annotateProblems([{ id: "token-odd" }, { id: "no-name", input: "lists", value: "," }], "en"),
    ).toEqual({
      level: "error",
      title: "Wrong inputs",
      message: '- `token` contains characters that no token has.\n- `lists` contains no name, only ",".',
    });
  });
});
