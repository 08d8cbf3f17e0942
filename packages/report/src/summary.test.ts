import { describe, expect, it } from "vitest";
import { failedList, listOutcome, pullRequest, runOutcome } from "../test/build-outcome.ts";
import { renderSummary } from "./summary.ts";

const stays = ["43.128.0.0/16"];
const current = listOutcome({ list: "all", committed: stays, live: stays });
const drift = listOutcome({ list: "all", committed: stays, live: [...stays, "101.32.0.1"] });
const url = "https://github.com/acme/firewall/pull/12";

function start(text: string): string {
  return text.split("\n\n")[1] ?? "";
}

describe("what became of the pull request", () => {
  it.each([
    ["created", `**Opened [pull request #12](${url}).** Because.`],
    ["updated", `**Updated [pull request #12](${url}).** Because.`],
    ["unchanged", `**Left [pull request #12](${url}) as it is.** Because.`],
    ["closed", `**Closed [pull request #12](${url}).** Because.`],
    ["blocked", `**Did not touch [pull request #12](${url}): it needs a person.** Because.`],
    ["suppressed", `**Not proposed again** ([pull request #12](${url})). Because.`],
    ["none", "**Nothing to do.** Because."],
  ] as const)("%s", (operation, sentence) => {
    const outcome = runOutcome([drift], { pullRequest: pullRequest({ operation, reason: "Because." }) });
    expect(start(renderSummary(outcome))).toBe(sentence);
  });

  it("says when GitHub did not sign the commit", () => {
    const unsigned = pullRequest({ verified: false, verificationReason: "unsigned" });
    expect(renderSummary(runOutcome([drift], { pullRequest: unsigned }))).toContain(
      "is not verified (unsigned)",
    );
    expect(
      renderSummary(runOutcome([drift], { pullRequest: pullRequest({ verified: null }) })),
    ).not.toContain("Commit");
  });
});

describe("check mode", () => {
  const check = { pullRequest: null, context: { mode: "check" } } as const;

  it("says that nothing differs, and grades nothing", () => {
    const text = renderSummary(runOutcome([current], check));
    expect(start(text)).toBe(
      "**No drift** in the lists that were compared with `main`. This run only checks: nothing was written.",
    );
    expect(text).not.toContain("Routine");
  });

  it("says what differs and how it would be proposed", () => {
    expect(start(renderSummary(runOutcome([current, drift], check)))).toBe(
      "**Out of date:** 1 of 2 lists differs from `main`. This run only checks: nothing was written. With `mode: pull-request` it would be proposed.",
    );
  });
});

describe("a run that failed", () => {
  it("keeps the shape of what the workflow needs", () => {
    const message = {
      what: "The token may not do POST /pulls.",
      snippet: "permissions:\n  contents: write\n  pull-requests: write",
    };
    const text = renderSummary(runOutcome([], { pullRequest: null, error: { message, pullRequest: null } }));
    expect(text).toContain("**The run failed.**\n\nThe token may not do POST /pulls.");
    expect(text).toContain("```text\npermissions:\n  contents: write\n  pull-requests: write\n```");
  });

  it("says why it ends red although it did what it could", () => {
    const failure = { kind: "network", code: null, what: "No answer.", remedy: "Try again." } as const;
    const held = listOutcome({ list: "web-china", committed: stays, live: [] });
    const text = renderSummary(runOutcome([drift, failedList("web-global", failure), held]));
    expect(text).toContain("The run ends red: 1 of 3 could not be loaded and 1 of 3 held back.");
  });
});

it("names no app and no key", () => {
  expect(renderSummary(runOutcome([drift]))).not.toContain("1400000000");
});
