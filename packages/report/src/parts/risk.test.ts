import { describe, expect, it } from "vitest";
import { failedList, type ListFixture, listOutcome } from "../../test/build-outcome.ts";
import { gradeRisk } from "./risk.ts";

/** 65,536 IPv4 addresses and 65,536 /64s that stay, so that single prefixes are a small share. */
const stays = ["43.128.0.0/16", "2402:4e00::/48"];

function grade(
  ...fixtures: readonly (Partial<ListFixture> & { add?: string[]; remove?: string[] })[]
): ReturnType<typeof gradeRisk> {
  const lists = fixtures.map(({ add = [], remove = [], ...fixture }) =>
    listOutcome({ list: "all", committed: [...stays, ...remove], live: [...stays, ...add], ...fixture }),
  );
  return gradeRisk({ lists });
}

describe("routine", () => {
  it.each([
    [[], [], "Nothing changes."],
    [["101.32.0.0/24"], [], "Opens 256 addresses (the broadest prefix is `101.32.0.0/24`), closes nothing."],
    [[], ["101.32.0.0/24"], "Opens nothing, closes 256 addresses."],
    [
      ["101.32.0.0/20"],
      [],
      "Opens 4,096 addresses (the broadest prefix is `101.32.0.0/20`), closes nothing.",
    ],
  ])("adding %j and removing %j: %s", (add, remove, reason) => {
    expect(grade({ add, remove })).toEqual({ grade: "routine", reasons: [reason] });
  });
});

describe("look closely", () => {
  const twenties = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `101.${32 + index}.0.0/20`);

  it.each([
    ["more than a /18 opened", twenties(5), "Opens 20,480 addresses."],
    [
      "a prefix broader than a /20",
      ["101.32.0.0/19"],
      "Opens addresses through a broad prefix: `101.32.0.0/19`.",
    ],
    [
      "half as much again",
      ["2402:4e01::/48"],
      "More than 50 % come on top of the committed addresses: `all` IPv6 +100 %.",
    ],
  ])("%s", (_, add, reason) => {
    const risk = grade({ add });
    expect(risk.grade).toBe("look-closely");
    expect(risk.reasons).toContain(reason);
  });

  it("exactly a /18 opened by /20s is still routine", () => {
    expect(grade({ add: twenties(4) }).grade).toBe("routine");
  });

  it("more than a tenth removed", () => {
    const remove = ["101.32.0.0/19", "101.33.0.0/20"]; // 12,288 of 77,824
    expect(grade({ remove })).toEqual({
      grade: "look-closely",
      reasons: ["More than 10 % of the committed addresses go: `all` IPv4 −15.8 %."],
    });
  });

  it("a family for the first time", () => {
    const committed = ["43.128.0.0/16"];
    expect(grade({ committed, live: [...committed, "2402:4e00::/64"] })).toEqual({
      grade: "look-closely",
      reasons: ["An address family comes for the first time: `all` IPv6."],
    });
  });

  it("four lists together, `all` not counted", () => {
    const add = ["101.32.0.0/24"];
    const three = [
      { list: "all", add },
      { list: "web-china", add },
      { list: "web-global", add },
      { list: "native-china", add },
    ] as const;
    expect(grade(...three.map((fixture) => ({ ...fixture, add: [...fixture.add] }))).grade).toBe("routine");
    const four = grade(...three.map((fixture) => ({ ...fixture, add })), { list: "native-global", add });
    expect(four.reasons).toEqual([
      "4 lists change together: `web-china`, `web-global`, `native-china` and `native-global`.",
    ]);
  });

  it("a first version, of which shares say nothing", () => {
    expect(grade({ committed: null, live: ["101.32.0.0/24"] })).toEqual({
      grade: "look-closely",
      reasons: ["First version, with nothing to compare it with: `all`."],
    });
  });

  it("lines that are no addresses", () => {
    expect(grade({ committed: `${stays.join("\n")}\nexample.com\n` }).reasons).toEqual([
      "1 line is no address and is replaced: `all`.",
    ]);
  });

  it("what was let through on purpose, first", () => {
    const risk = grade({ add: ["10.0.0.0/24"], allowSuspicious: true });
    expect(risk).toEqual({
      grade: "look-closely",
      reasons: ["Let through by `allow-suspicious`: `all` (addresses without global reach)."],
    });
  });
});

describe("held back", () => {
  it("names the list and every rule, before anything else", () => {
    const risk = grade({ list: "web-china", live: ["10.0.0.0/24"] }, { add: ["101.32.0.0/19"] });
    expect(risk).toEqual({
      grade: "held-back",
      reasons: [
        "Held back: `web-china` (addresses without global reach, too many addresses gone).",
        "Opens addresses through a broad prefix: `101.32.0.0/19`.",
      ],
    });
  });

  it("a list that failed doesn't count", () => {
    const failure = { kind: "network", code: null, what: "No answer.", remedy: "Try again." } as const;
    expect(gradeRisk({ lists: [failedList("all", failure)] }).grade).toBe("routine");
  });
});

it("counts a change that several lists share once", () => {
  const add = ["101.32.0.0/20", "101.33.0.0/20", "101.34.0.0/20"];
  expect(grade({ add }, { list: "web-china", add }).reasons).toEqual([
    "Opens 12,288 addresses (the broadest prefix is `101.32.0.0/20`), closes nothing.",
  ]);
});
