import { describe, expect, it } from "vitest";
import { failedList, listOutcome, noAnswer, pullRequest, runOutcome } from "../test/build-outcome.ts";
import { renderProblems, renderSummary } from "./summary.ts";

const stays = ["43.128.0.0/17"];
const current = listOutcome({ list: "all", committed: stays, live: stays });
const drift = listOutcome({ list: "all", committed: stays, live: [...stays, "101.32.0.1"] });
const url = "https://github.com/acme/firewall/pull/12";

const paragraphs = (text: string): string[] => text.split("\n\n");

describe("what became of the pull request", () => {
  it.each([
    ["created", "proposed", `**Opened [pull request #12](${url}).** It proposes the differences`],
    [
      "updated",
      "proposed-again",
      `**Updated [pull request #12](${url}).** It proposes what the lists say now.`,
    ],
    ["unchanged", "up-to-date", `**Left [pull request #12](${url}) as it is.** It is up to date.`],
    ["closed", "drift-gone", `**Closed [pull request #12](${url}).** The committed files hold`],
    ["merged", "merged-as-judged", `**Merged [pull request #12](${url}).** All rules`],
    [
      "blocked",
      "edited",
      `**Did not update [pull request #12](${url}): someone has to decide.** Someone edited`,
    ],
    [
      "suppressed",
      "closed-by-a-person",
      `**Not proposed again** ([pull request #12](${url})). Someone closed #12`,
    ],
    ["none", "nothing-to-change", "**Nothing to do.** The lists that were checked have not changed."],
  ] as const)("%s", (operation, why, sentence) => {
    const outcome = runOutcome([drift], { pullRequest: pullRequest({ operation, why }) });
    expect(paragraphs(renderSummary(outcome))[1]).toContain(sentence);
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

  it.each([
    ["checks", "a required check is still running"],
    ["review", "a required review is missing"],
    ["mergeability", "GitHub is still working out"],
    ["no-required-check", "the base has no required check"],
  ] as const)("says that a merge waits for %s", (mergeWaitsFor, words) => {
    expect(renderSummary(runOutcome([drift], { pullRequest: pullRequest({ mergeWaitsFor }) }))).toContain(
      words,
    );
  });

  it("says for how long it has been open", () => {
    const open = (openHours: number): string =>
      renderSummary(runOutcome([drift], { pullRequest: pullRequest({ openHours }) }));
    expect(open(30)).toContain("Open for 30 hours.");
    expect(open(75)).toContain("Open for 3 days.");
  });

  it("doesn't speak of a wait once it is merged", () => {
    const merged = pullRequest({ operation: "merged", why: "merged-as-judged" });
    const text = renderSummary(runOutcome([drift], { pullRequest: merged }));
    expect(text).toContain("**Opens 1 address, closes nothing.**\n");
  });
});

describe("check mode", () => {
  const check = { pullRequest: null, context: { mode: "check" } } as const;

  it("says that nothing differs, and grades nothing", () => {
    const text = renderSummary(runOutcome([current], check));
    expect(paragraphs(text)[1]).toBe(
      "**No change** in the lists that were compared with `main`. This run only checks; nothing was written.",
    );
    expect(text).not.toContain("Routine");
  });

  it("says what differs and how it would be proposed", () => {
    expect(paragraphs(renderSummary(runOutcome([current, drift], check)))[1]).toBe(
      "**Out of date:** 1 of 2 lists differs from `main`. This run only checks; nothing was written. `mode: pull-request` would propose it.",
    );
  });
});

describe("a run that failed", () => {
  it("keeps the shape of what the workflow needs", () => {
    const message = { id: "no-permission", purpose: "open-pull-request" } as const;
    const text = renderSummary(runOutcome([], { pullRequest: null, error: { message, pullRequest: null } }));
    expect(text).toContain(
      "## Chat IP allowlists: the run failed\n\n**The run failed.**\n\nThe workflow token can't",
    );
    expect(text).toContain("```text\npermissions:\n  contents: write\n  pull-requests: write\n```");
  });

  it("says why it ends red although it did what it could", () => {
    const held = listOutcome({ list: "web-china", committed: stays, live: [] });
    const text = renderSummary(runOutcome([drift, failedList("web-global", noAnswer()), held]));
    expect(text).toContain(
      "The run ends red: 1 of 3 lists could not be loaded and 1 of 3 lists is held back.",
    );
  });

  it.each([
    [["all"], "the request failed"],
    [["all", "web-china"], "all 2 requests failed"],
  ] as const)("says in its headline that nothing could be compared: %j", (names, words) => {
    const lists = names.map((name) => failedList(name, noAnswer()));
    const outcome = runOutcome(lists, {
      pullRequest: pullRequest({ operation: "none", why: "nothing-to-change" }),
    });
    const text = renderSummary(outcome);
    expect(text).toContain("## Chat IP allowlists: could not check any list\n");
    expect(text).toContain(
      `**Could not check any list: ${words}.** Nothing was compared and nothing was changed.`,
    );
    expect(text).not.toMatch(/no change|nothing to do/i);
    expect(text.match(/No answer\./g)).toHaveLength(1);
  });
});

it("shows every problem with the inputs", () => {
  expect(renderProblems([{ id: "token-odd" }, { id: "apps-aliases" }], "en")).toBe(
    [
      "## Chat IP allowlists: wrong inputs",
      "**2 inputs are wrong.** No request was sent and nothing was changed.",
      "- `token` contains characters that no token has.\n- `apps` repeats parts of itself too often. Write fewer YAML aliases (`*name`).\n",
    ].join("\n\n"),
  );
});

it("names no app and no key", () => {
  expect(renderSummary(runOutcome([drift]))).not.toContain("1400000000");
});
