import { compare } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listOutcome } from "../../test/build-outcome.ts";
import { countClosed, countOpened } from "../parts/effects.ts";
import { driftedOf } from "../parts/run-lists.ts";
import { wordsOf } from "../words/words-of.ts";
import { changeLine } from "./change-sections.ts";
import { collectChanges, distinctPrefixes } from "./collect-changes.ts";
import { groupChanges } from "./group-changes.ts";

const stays = "43.128.0.0/16";

function told(committed: readonly string[], live: readonly string[]): string[] {
  const outcome = listOutcome({
    list: "all",
    committed: [...committed, stays],
    live: [...live, stays],
    allowSuspicious: true,
  });
  return collectChanges([outcome]).map((change) => changeLine(change, wordsOf("en")));
}

describe("one change, one line", () => {
  it.each([
    ["new", [], ["101.32.0.0/24"], "`101.32.0.0/24` · new · +256 addresses"],
    ["gone", ["101.32.0.7"], [], "`101.32.0.7` · gone · −1 address"],
    [
      "widened",
      ["101.32.0.0/25"],
      ["101.32.0.0/24"],
      "`101.32.0.0/24` · widened from `101.32.0.0/25` · +128 addresses",
    ],
    [
      "narrowed",
      ["101.32.0.0/24"],
      ["101.32.0.0/25"],
      "`101.32.0.0/25` · narrowed from `101.32.0.0/24` · −128 addresses",
    ],
    [
      "split with a gap",
      ["101.32.0.0/24"],
      ["101.32.0.0/26", "101.32.0.128/25"],
      "`101.32.0.0/24` · split into `101.32.0.0/26` and `101.32.0.128/25` · −64 addresses",
    ],
    [
      "merged over a gap",
      ["101.32.0.0/26", "101.32.0.128/25"],
      ["101.32.0.0/24"],
      "`101.32.0.0/24` · merged from `101.32.0.0/26` and `101.32.0.128/25` · +64 addresses",
    ],
    ["IPv6", [], ["2402:4e00::/48"], "`2402:4e00::/48` · new · +65,536 IPv6 /64 networks"],
  ])("%s", (_, committed, live, line) => {
    expect(told(committed, live)).toEqual([line]);
  });

  it("tells of a prefix that comes or goes inside one that stays", () => {
    const other = "101.32.0.0/24";
    expect(told([], ["43.128.7.0/24", other])).toContain(
      "`43.128.7.0/24` · added inside `43.128.0.0/16`, which stays · no address changes",
    );
    expect(told(["43.128.7.0/24", other], [])).toContain(
      "`43.128.7.0/24` · removed inside `43.128.0.0/16`, which stays · no address changes",
    );
  });

  it("names sixteen pieces and counts the rest", () => {
    const pieces = Array.from({ length: 64 }, (_, index) => `101.32.${index * 2}.0/24`);
    expect(told(["101.32.0.0/16"], pieces)[0]).toMatch(
      /`101\.32\.30\.0\/24` and 48 more · −49,152 addresses$/,
    );
  });
});

describe("several lists", () => {
  const move = (list: ListName, add: string): ReturnType<typeof listOutcome> =>
    listOutcome({ list, committed: [stays], live: [stays, add] });

  it("tells a prefix that moves in several lists once, with `all` last", () => {
    const groups = groupChanges(
      collectChanges([
        listOutcome({ list: "all", committed: [stays], live: [stays, "101.32.0.0/24", "101.33.0.0/24"] }),
        move("web-china", "101.32.0.0/24"),
        move("web-global", "101.32.0.0/24"),
      ]),
    );
    expect(
      groups.map(({ lists, changes }) => [lists.map(({ list }) => list), changes.map(({ after }) => after)]),
    ).toEqual([
      [["web-china", "web-global", "all"], [["101.32.0.0/24"]]],
      [["all"], [["101.33.0.0/24"]]],
    ]);
  });

  it("counts shared addresses and prefixes once", () => {
    const lists = [move("all", "101.32.0.0/24"), move("web-china", "101.32.0.0/24")];
    expect(countOpened(driftedOf(lists))).toEqual({ ipv4: 256n, ipv6: 0n });
    expect(distinctPrefixes(lists)).toEqual({ added: 1, removed: 0 });
  });

  it("tells nothing of lists that are held back", () => {
    const held = listOutcome({ list: "all", committed: [stays], live: [] });
    expect([held.status, collectChanges([held])]).toEqual(["held-back", []]);
  });
});

it("leaves out no prefix and no address, whatever changes", () => {
  const prefix = fc
    .tuple(fc.integer({ min: 24, max: 32 }), fc.integer({ min: 0, max: 255 }))
    .map(
      ([length, host]) =>
        `101.32.0.${(host >> (32 - length)) << (32 - length)}${length === 32 ? "" : `/${length}`}`,
    );
  const side = fc.uniqueArray(prefix, { maxLength: 12 });
  fc.assert(
    fc.property(side, side, (committed, live) => {
      const outcome = listOutcome({
        list: "all",
        committed: [...committed, stays],
        live: [...live, stays],
        allowSuspicious: true,
      });
      if (outcome.status === "failed") return;
      const changes = collectChanges([outcome]);
      const { added, removed, gained, lost } = compare({
        committed: [...committed, stays],
        live: [...live, stays],
      });
      const after = new Set(changes.flatMap((change) => change.after));
      const before = new Set(changes.flatMap((change) => change.before));
      expect(added.every((change) => after.has(change.prefix))).toBe(true);
      expect(removed.every((change) => before.has(change.prefix))).toBe(true);
      const drifted = driftedOf([outcome]);
      expect([countOpened(drifted), countClosed(drifted)]).toEqual([gained, lost]);
    }),
  );
});
