import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tinyList, tinyPair } from "../test/tiny-space.ts";
import { compare } from "./compare.ts";
import type { ChangeKind } from "./group-changes.ts";

function changes(committed: readonly string[], live: readonly string[]): string[] {
  return compare({ committed, live }).changes.map(({ kind, before, after, gained, lost }) =>
    [kind, before.join("+"), "→", after.join("+"), `+${gained}`, `-${lost}`].filter(Boolean).join(" "),
  );
}

describe("changes", () => {
  it.each<[string, string[], string[], string[]]>([
    ["new", [], ["1.0.0.0/24"], ["new → 1.0.0.0/24 +256 -0"]],
    ["gone", ["1.0.0.0/24"], [], ["gone 1.0.0.0/24 → +0 -256"]],
    ["widened", ["1.0.0.0/25"], ["1.0.0.0/24"], ["widened 1.0.0.0/25 → 1.0.0.0/24 +128 -0"]],
    ["narrowed", ["1.0.0.0/24"], ["1.0.0.0/25"], ["narrowed 1.0.0.0/24 → 1.0.0.0/25 +0 -128"]],
    [
      "split, with a gap",
      ["1.0.0.0/24"],
      ["1.0.0.0/26", "1.0.0.128/25"],
      ["split 1.0.0.0/24 → 1.0.0.0/26+1.0.0.128/25 +0 -64"],
    ],
    [
      "merged, over a gap",
      ["1.0.0.0/26", "1.0.0.128/25"],
      ["1.0.0.0/24"],
      ["merged 1.0.0.0/26+1.0.0.128/25 → 1.0.0.0/24 +64 -0"],
    ],
    [
      "rearranged",
      ["1.0.0.0/25", "1.0.0.128/26", "1.0.0.192/26"],
      ["1.0.0.0/26", "1.0.0.64/26", "1.0.0.128/25"],
      [
        "split 1.0.0.0/25 → 1.0.0.0/26+1.0.0.64/26 +0 -0",
        "merged 1.0.0.128/26+1.0.0.192/26 → 1.0.0.128/25 +0 -0",
        "gone 9.9.9.9 → +0 -1",
      ],
    ],
    [
      "inside one that stays",
      ["1.0.0.0/24", "2.0.0.0/24", "2.0.0.7"],
      ["1.0.0.0/24", "1.0.0.7", "2.0.0.0/24"],
      [
        "comes-inside 1.0.0.0/24 → 1.0.0.7 +0 -0",
        "goes-inside 2.0.0.7 → 2.0.0.0/24 +0 -0",
        "gone 9.9.9.9 → +0 -1",
      ],
    ],
    [
      "beside a counterpart that stays",
      ["1.0.0.0/24"],
      ["1.0.0.0/23", "1.0.0.0/24"],
      ["widened 1.0.0.0/24 → 1.0.0.0/23 +256 -0"],
    ],
  ])("are grouped by what became of them: %s", (title, committed, live, expected) => {
    // Without a change of addresses there is no drift, and nothing to group.
    const gone = expected.some((line) => line.startsWith("gone 9.9.9.9")) ? ["9.9.9.9"] : [];
    expect({ [title]: changes([...committed, ...gone], live) }).toEqual({ [title]: expected });
  });

  it("hold each added and removed prefix once, and all addresses", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live }, keep) => {
        const drift = compare({ committed, live, keep });
        for (const { prefix } of drift.added)
          expect(drift.changes.filter(({ after }) => after.includes(prefix))).toHaveLength(1);
        for (const { prefix } of drift.removed)
          expect(drift.changes.filter(({ before }) => before.includes(prefix))).toHaveLength(1);
        const sum = (family: string, side: "gained" | "lost"): bigint =>
          drift.changes.reduce((n, change) => (change.family === family ? n + change[side] : n), 0n);
        expect({ ipv4: sum("IPv4", "gained"), ipv6: sum("IPv6", "gained") }).toEqual(drift.gained);
        expect({ ipv4: sum("IPv4", "lost"), ipv6: sum("IPv6", "lost") }).toEqual(drift.lost);
      }),
    );
  });

  it("swap their sides with the lists", () => {
    const swapped: Readonly<Record<ChangeKind, ChangeKind>> = {
      new: "gone",
      gone: "new",
      widened: "narrowed",
      narrowed: "widened",
      split: "merged",
      merged: "split",
      rearranged: "rearranged",
      "comes-inside": "goes-inside",
      "goes-inside": "comes-inside",
    };
    fc.assert(
      fc.property(tinyPair, ({ committed, live }) => {
        const text = (kind: ChangeKind, a: readonly string[], b: readonly string[]): string =>
          [kind, a.toSorted(), "→", b.toSorted()].join(" ");
        const there = compare({ committed, live }).changes.map((c) => text(c.kind, c.before, c.after));
        const back = compare({ committed: live, live: committed }).changes;
        expect(back.map((c) => text(swapped[c.kind], c.after, c.before)).toSorted()).toEqual(
          there.toSorted(),
        );
      }),
    );
  });
});
