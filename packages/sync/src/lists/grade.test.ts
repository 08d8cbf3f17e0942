import { parseAllowlist, sortPrefixes } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import { describe, expect, it } from "vitest";
import { compareList } from "./compare-list.ts";
import { gradeOf } from "./grade.ts";
import type { Graded, Reason } from "./graded.ts";
import { guardList } from "./guard-list.ts";
import type { ListKey } from "./list-key.ts";
import type { ListOutcome } from "./list-outcome.ts";

/** 65,536 IPv4 addresses and 65,536 /64s that stay, so that single prefixes are a small share. */
const stays = [
  ...Array.from({ length: 128 }, (_, index) => `43.128.${index * 2}.0/24`),
  ...Array.from({ length: 128 }, (_, index) => `43.130.${index * 2}.0/24`),
  ...Array.from({ length: 16 }, (_, index) => `2402:4e00:0:${(index * 4096).toString(16)}::/52`),
];

interface Fixture {
  readonly app?: string | null;
  readonly list?: ListName;
  readonly committed?: readonly string[] | string | null;
  readonly live?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly let?: boolean;
  readonly heldRemovals?: readonly string[];
}

function outcome({ app = null, list = "all", add = [], remove = [], ...fixture }: Fixture): ListOutcome {
  const { committed = [...stays, ...remove], live = [...stays, ...add], heldRemovals = [] } = fixture;
  const text = typeof committed === "string" ? committed : (committed ?? []).join("\n");
  const key: ListKey = { app, list, path: "chat-ips" };
  const answer = { adjusted: [], refused: [], flickered: [], durationMs: 0 };
  const compared = compareList(
    { ...answer, ok: true, key, prefixes: sortPrefixes(live) },
    { exists: committed !== null, path: `chat-ips/${list}.txt`, allowlist: parseAllowlist(text) },
    { aggregate: false },
  );
  const { findings, heldBack } = guardList(compared, {
    maxRemovedPercent: 30,
    maxAddedPercent: 300,
    allowedAnswers: [],
  });
  const loaded = { ...compared, findings, proposed: compared.live, heldRemovals, waiting: [] };
  if (heldBack && !fixture.let) return { ...loaded, status: "held-back" };
  return { ...loaded, status: compared.rewrite ? "drift" : "current" };
}

const grade = (...fixtures: readonly Fixture[]): Graded => gradeOf(fixtures.map(outcome), false);
const rules = ({ reasons }: Graded): Reason["rule"][] => reasons.map(({ rule }) => rule);

const failed: ListOutcome = {
  status: "failed",
  app: null,
  list: "web-china",
  path: "chat-ips",
  durationMs: 0,
  failure: { kind: "not-confirmed", code: null, secondLook: true },
};

describe("no grade", () => {
  it.each([
    ["nothing changes", [outcome({})]],
    ["a list failed", [failed]],
    ["a list is held back", [outcome({ live: [] })]],
    ["there are no lists", []],
  ])("where %s", (_, lists) => {
    expect(gradeOf(lists, false)).toEqual({ grade: null, reasons: [] });
  });
});

describe("routine", () => {
  it.each([
    [["101.32.0.0/24"], [], 256n, 0n],
    [[], ["101.32.0.0/24"], 0n, 256n],
    [["101.32.0.0/20"], [], 4096n, 0n],
    [["101.32.0.0/20", "101.34.0.0/20", "101.36.0.0/20", "101.38.0.0/20"], [], 16_384n, 0n],
  ])("adding %j and removing %j", (add, remove, opened, closed) => {
    expect(grade({ add, remove })).toEqual({
      grade: "routine",
      reasons: [
        { rule: "small-change", opened: { ipv4: opened, ipv6: 0n }, closed: { ipv4: closed, ipv6: 0n } },
      ],
    });
  });

  it("although other lists were held back or failed", () => {
    const add = ["101.32.0.0/24"];
    const held = outcome({ list: "web-global", live: ["10.0.0.0/8"] });
    expect(gradeOf([outcome({ add }), held, failed], false).grade).toBe("routine");
  });

  it("counts what several lists share once", () => {
    const add = ["101.32.0.0/20", "101.33.0.0/20", "101.34.0.0/20"];
    expect(grade({ add }, { list: "web-china", add }).grade).toBe("routine");
  });

  it("where many apps change the same list", () => {
    const apps = ["shop", "game", "forum", "support", "bank"];
    expect(grade(...apps.map((app) => ({ app, add: ["101.32.0.0/24"] }))).grade).toBe("routine");
  });
});

const twenties = Array.from({ length: 5 }, (_, index) => `101.${32 + index}.0.0/20`);
const hosts = (count: number): string[] => Array.from({ length: count }, (_, index) => `119.28.${index}.1`);

describe("look closely", () => {
  it.each<[string, Fixture, Reason["rule"]]>([
    ["more than a /18 opens", { add: twenties }, "opens-many"],
    ["a prefix is broader than a /20", { add: ["101.32.0.0/19"] }, "broad-prefix"],
    ["an IPv6 prefix is broader than a /32", { add: ["2402:4000::/31"], let: true }, "broad-prefix"],
    ["a list grows by half", { add: ["2402:4e01::/48"] }, "grows"],
    ["more than a tenth of the addresses go", { remove: ["101.32.0.0/19"] }, "removes-addresses"],
    ["more than a tenth of the prefixes go", { remove: hosts(40) }, "removes-prefixes"],
    [
      "one prefix of three goes",
      {
        committed: ["101.32.0.0/25", "101.33.0.0/25", "101.34.0.0/25"],
        live: ["101.32.0.0/25", "101.33.0.0/25"],
        let: true,
      },
      "removes-prefixes",
    ],
    [
      "six narrow prefixes of 21 go",
      {
        committed: [...twenties, ...twenties.map((prefix) => prefix.replace("101", "102")), ...hosts(11)],
        live: [...twenties, ...twenties.map((prefix) => prefix.replace("101", "102")), ...hosts(5)],
      },
      "removes-prefixes",
    ],
    [
      "a family is new",
      { committed: ["43.128.0.0/16"], live: ["43.128.0.0/16", "2402:4e00::/64"] },
      "new-family",
    ],
    ["it is the first version", { committed: null, live: ["101.32.0.0/24"] }, "first-version"],
    ["a line of the file is not valid", { committed: `${stays.join("\n")}\nexample.com\n` }, "bad-lines"],
    ["it was let through", { add: ["10.0.0.0/24"], let: true }, "let-through"],
    [
      "its removals are held back",
      { add: ["101.32.0.0/24"], heldRemovals: ["43.128.0.0/24"] },
      "removals-held-back",
    ],
  ])("where %s", (_, fixture, rule) => {
    const graded = grade(fixture);
    expect(graded.grade).toBe("look-closely");
    expect(rules(graded)).toContain(rule);
  });

  it("where a list gains what `all` of its app does not hold", () => {
    const add = ["8.8.8.0/24"];
    expect(grade({ list: "webhook-global", add }, {})).toEqual({
      grade: "look-closely",
      reasons: [
        {
          rule: "not-in-all",
          lists: [
            { list: { app: null, list: "webhook-global", path: "chat-ips" }, prefixes: ["8.8.8.0/24"] },
          ],
        },
      ],
    });
  });

  it.each<[string, readonly Fixture[]]>([
    ["`all` was not asked for", [{ list: "webhook-global", add: ["8.8.8.0/24"] }]],
    ["`all` is held back", [{ list: "webhook-global", add: ["8.8.8.0/24"] }, { live: [] }]],
    ["`all` covers it", [{ list: "webhook-global", add: ["8.8.8.0/25"] }, { add: ["8.8.8.0/24"] }]],
    ["it is another app's `all`", [{ app: "a", list: "webhook-global", add: ["8.8.8.0/24"] }, { app: "b" }]],
  ])("but not where %s", (_, fixtures) => {
    expect(grade(...fixtures).grade).toBe("routine");
  });

  it("where four lists change together, `all` not counted", () => {
    const add = ["101.32.0.0/24"];
    const three: readonly ListName[] = ["all", "web-china", "web-global", "native-china"];
    expect(grade(...three.map((list) => ({ list, add }))).grade).toBe("routine");
    const four = grade(...[...three, "native-global" as const].map((list) => ({ list, add })));
    expect(four.reasons).toEqual([
      { rule: "lists-together", names: ["web-china", "web-global", "native-china", "native-global"] },
    ]);
  });

  it("tells nothing of a list that is held back", () => {
    const held: Fixture = { list: "web-china", live: ["10.0.0.0/24"] };
    expect(rules(grade(held, { add: ["101.32.0.0/19"] }))).toEqual(["broad-prefix"]);
  });
});
