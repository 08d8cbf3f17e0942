import { sampleLists } from "@chat-ip/emulator";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressesOf,
  countByFamily,
  difference,
  isInside,
  shuffledTwice,
  tinyList,
  tinyPair,
} from "../test/tiny-space.ts";
import { aggregate } from "./aggregate.ts";
import { compare, type Drift } from "./compare.ts";
import type { PrefixChange, Relation } from "./prefix-change.ts";
import { sortPrefixes } from "./sort-prefixes.ts";

const numRuns = 500;

function applied(committed: readonly string[], { added, removed }: Drift): string[] {
  const gone = new Set(removed.map((change) => change.prefix));
  const stays = sortPrefixes(committed).filter((prefix) => !gone.has(prefix));
  return sortPrefixes([...stays, ...added.map((change) => change.prefix)]);
}

function summary(changes: readonly PrefixChange[]): string[] {
  return changes.map(({ prefix, relation, counterparts, addresses }) =>
    [prefix, relation, ...counterparts, addresses].join(" "),
  );
}

describe("relations", () => {
  it.each<{ title: string; committed: string[]; live: string[]; added: string[]; removed: string[] }>([
    {
      title: "new and gone",
      committed: ["1.0.0.0/24"],
      live: ["2001:db8::/127", "2.0.0.0/24"],
      added: ["2.0.0.0/24 new 256", "2001:db8::/127 new 2"],
      removed: ["1.0.0.0/24 gone 256"],
    },
    {
      title: "widened",
      committed: ["1.0.0.0/25"],
      live: ["1.0.0.0/24"],
      added: ["1.0.0.0/24 widened 1.0.0.0/25 128"],
      removed: ["1.0.0.0/25 widened 1.0.0.0/24 0"],
    },
    {
      title: "narrowed",
      committed: ["1.0.0.0/24"],
      live: ["1.0.0.128/25"],
      added: ["1.0.0.128/25 narrowed 1.0.0.0/24 0"],
      removed: ["1.0.0.0/24 narrowed 1.0.0.128/25 128"],
    },
    {
      title: "merged, with more than there was",
      committed: ["1.0.0.0/25", "1.0.0.128/26"],
      live: ["1.0.0.0/24"],
      added: ["1.0.0.0/24 merged 1.0.0.0/25 1.0.0.128/26 64"],
      removed: ["1.0.0.0/25 merged 1.0.0.0/24 0", "1.0.0.128/26 merged 1.0.0.0/24 0"],
    },
    {
      title: "split, with less than there was",
      committed: ["1.0.0.0/24"],
      live: ["1.0.0.0/26", "1.0.0.128/25"],
      added: ["1.0.0.0/26 split 1.0.0.0/24 0", "1.0.0.128/25 split 1.0.0.0/24 0"],
      removed: ["1.0.0.0/24 split 1.0.0.0/26 1.0.0.128/25 64"],
    },
    {
      title: "a division that changes no address, next to a change that does",
      committed: ["1.0.0.0/24", "9.9.9.9"],
      live: ["1.0.0.0/25", "1.0.0.128/25"],
      added: ["1.0.0.0/25 split 1.0.0.0/24 0", "1.0.0.128/25 split 1.0.0.0/24 0"],
      removed: ["1.0.0.0/24 split 1.0.0.0/25 1.0.0.128/25 0", "9.9.9.9 gone 1"],
    },
    {
      title: "a prefix that is listed inside one that stays",
      committed: ["1.0.0.0/24"],
      live: ["1.0.0.0/24", "1.0.0.7", "9.9.9.9"],
      added: ["1.0.0.7 split 1.0.0.0/24 0", "9.9.9.9 new 1"],
      removed: [],
    },
    {
      title: "a prefix inside another committed one, which both widen away",
      committed: ["1.0.0.0/24", "1.0.0.7"],
      live: ["1.0.0.0/23"],
      added: ["1.0.0.0/23 widened 1.0.0.0/24 256"],
      removed: ["1.0.0.0/24 widened 1.0.0.0/23 0", "1.0.0.7 merged 1.0.0.0/23 0"],
    },
    {
      title: "new prefixes inside one another: the addresses count for the outermost",
      committed: [],
      live: ["1.0.0.0/24", "1.0.0.0/25", "1.0.0.0"],
      added: ["1.0.0.0/24 new 256", "1.0.0.0/25 new 0", "1.0.0.0 new 0"],
      removed: [],
    },
    {
      title: "neighbours whose addresses form one block",
      committed: [],
      live: ["1.0.0.0/25", "1.0.0.128/25", "1.0.1.0/24"],
      added: ["1.0.0.0/25 new 128", "1.0.0.128/25 new 128", "1.0.1.0/24 new 256"],
      removed: [],
    },
    {
      title: "both ends of both families",
      committed: ["255.255.255.255", "::"],
      live: ["0.0.0.0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
      added: ["0.0.0.0 new 1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff new 1"],
      removed: ["255.255.255.255 gone 1", ":: gone 1"],
    },
    {
      title: "whole families",
      committed: ["128.0.0.0/1"],
      live: ["0.0.0.0/0", "::/0"],
      added: [`0.0.0.0/0 widened 128.0.0.0/1 ${2n ** 31n}`, `::/0 new ${2n ** 128n}`],
      removed: ["128.0.0.0/1 widened 0.0.0.0/0 0"],
    },
  ])("say what happened: $title", ({ committed, live, added, removed }) => {
    const drift = compare({ committed, live });
    expect(drift).toMatchObject({ differs: true, cosmetic: false });
    expect(summary(drift.added)).toEqual(added);
    expect(summary(drift.removed)).toEqual(removed);
  });

  /** The table of the docstring, word by word, on plain sets of addresses. */
  function relationOfAdded(prefix: string, committed: readonly string[], live: readonly string[]): Relation {
    const addresses = addressesOf([prefix]);
    const inside = (text: string, outer: ReadonlySet<string>): boolean =>
      isInside(addressesOf([text]), outer);
    const outermostInside = (list: readonly string[], outer: ReadonlySet<string>): string[] => {
      const outermost = list.filter(
        (text) => !list.some((o) => o !== text && inside(text, addressesOf([o]))),
      );
      return outermost.filter((text) => inside(text, outer));
    };
    const around = committed.filter((text) => isInside(addresses, addressesOf([text])));
    const broadest = around.toSorted((a, b) => addressesOf([b]).size - addressesOf([a]).size)[0];
    if (broadest) {
      const pieces = outermostInside(live, addressesOf([broadest]));
      return pieces.length === 1 && pieces[0] === prefix ? "narrowed" : "split";
    }
    const pieces = outermostInside(committed, addresses);
    if (pieces.length === 0) return "new";
    return pieces.length === 1 ? "widened" : "merged";
  }

  it("are those of the definitions", () => {
    fc.assert(
      fc.property(tinyPair, (pair) => {
        const committed = sortPrefixes(pair.committed);
        const live = sortPrefixes(pair.live);
        for (const { prefix, relation } of compare({ committed, live }).added) {
          expect([prefix, relation]).toEqual([prefix, relationOfAdded(prefix, committed, live)]);
        }
      }),
      { numRuns },
    );
  });

  const mirrored: Readonly<Record<Relation, Relation>> = {
    new: "gone",
    gone: "new",
    widened: "narrowed",
    narrowed: "widened",
    merged: "split",
    split: "merged",
  };

  it("mirror when the two sides are swapped, with the same counterparts and addresses", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live }, keep) => {
        const there = compare({ committed, live, keep });
        const back = compare({ committed: live, live: committed, keep });
        const mirror = (changes: readonly PrefixChange[]): PrefixChange[] =>
          changes.map((change) => ({ ...change, relation: mirrored[change.relation] }));
        expect({
          ...back,
          added: mirror(back.removed),
          removed: mirror(back.added),
          changes: there.changes, // group-changes.test.ts swaps those
          opened: back.closed,
          closed: back.opened,
          gained: back.lost,
          lost: back.gained,
        }).toEqual(there);
      }),
      { numRuns },
    );
  });
});

describe("compare", () => {
  it("counts exactly the addresses that become allowed and that stop being allowed", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live }, keep) => {
        const before = addressesOf([...committed, ...keep]);
        const after = addressesOf([...live, ...keep]);
        const drift = compare({ committed, live, keep });
        expect(addressesOf(drift.opened)).toEqual(difference(after, before));
        expect(addressesOf(drift.closed)).toEqual(difference(before, after));
        expect([drift.opened, drift.closed]).toEqual([aggregate(drift.opened), aggregate(drift.closed)]);
        expect(drift.gained).toEqual(countByFamily(difference(after, before)));
        expect(drift.lost).toEqual(countByFamily(difference(before, after)));
        expect(drift.differs).toBe(difference(after, before).size + difference(before, after).size > 0);
      }),
      { numRuns },
    );
  });

  it("deals the gained and lost addresses out to the prefixes, each to one that holds it", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live }, keep) => {
        const drift = compare({ committed, live, keep });
        const sum = (changes: readonly PrefixChange[]): { ipv4: bigint; ipv6: bigint } => {
          const total = (ipv6: boolean): bigint =>
            changes.reduce(
              (n, change) => (change.prefix.includes(":") === ipv6 ? n + change.addresses : n),
              0n,
            );
          return { ipv4: total(false), ipv6: total(true) };
        };
        expect(sum(drift.added)).toEqual(drift.gained);
        expect(sum(drift.removed)).toEqual(drift.lost);
        for (const { prefix, addresses } of drift.added) {
          const gained = difference(addressesOf([prefix]), addressesOf([...committed, ...keep]));
          expect([0, gained.size]).toContain(Number(addresses));
        }
      }),
      { numRuns },
    );
  });

  it("gives live when its drift is applied to committed, and then finds nothing more", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live }, keep) => {
        const drift = compare({ committed, live, keep });
        if (!drift.differs) return;
        const result = applied(committed, drift);
        expect(result).toEqual(sortPrefixes(live));
        expect(compare({ committed: result, live, keep })).toMatchObject({ differs: false, cosmetic: false });
      }),
      { numRuns },
    );
  });

  it("treats differences without a change of addresses as cosmetic, not as drift", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live }, keep) => {
        const drift = compare({ committed, live, keep });
        const same = sortPrefixes(committed).join() === sortPrefixes(live).join();
        expect(drift.cosmetic).toBe(!drift.differs && !same);
        if (!drift.differs) expect([drift.added, drift.removed]).toEqual([[], []]);
      }),
      { numRuns },
    );
  });

  it.each([
    [["1.0.0.0/25", "1.0.0.128/25"], ["1.0.0.0/24"]],
    [["1.0.0.0/24", "1.0.0.7"], ["1.0.0.0/24"]],
  ])("takes %j and %j as the same addresses", (committed, live) => {
    expect(compare({ committed, live })).toEqual({
      differs: false,
      cosmetic: true,
      added: [],
      removed: [],
      changes: [],
      opened: [],
      closed: [],
      gained: { ipv4: 0n, ipv6: 0n },
      lost: { ipv4: 0n, ipv6: 0n },
    });
  });

  it("doesn't depend on the order of the lists", () => {
    fc.assert(
      fc.property(
        shuffledTwice(tinyList),
        shuffledTwice(tinyList),
        ([committed, committedAgain], [live, liveAgain]) => {
          expect(compare({ committed: committedAgain, live: liveAgain })).toEqual(
            compare({ committed, live }),
          );
        },
      ),
    );
  });

  it("finds no drift where a keep block allows what the vendor dropped", () => {
    expect(compare({ committed: ["1.0.0.0/24"], live: [], keep: ["1.0.0.0/23"] })).toMatchObject({
      differs: false,
      cosmetic: true,
    });
  });

  it("counts for a change only what no keep block allows anyway", () => {
    const drift = compare({
      committed: ["1.0.0.0/24"],
      live: ["2.0.0.0/24"],
      keep: ["1.0.0.0/25", "2.0.0.0"],
    });
    expect(summary(drift.added)).toEqual(["2.0.0.0/24 new 255"]);
    expect(summary(drift.removed)).toEqual(["1.0.0.0/24 gone 128"]);
  });

  it("reads prefixes that are not in normal form", () => {
    expect(
      compare({
        committed: ["1.2.3.4/24", "2001:DB8::/32", "1::0:0/16"],
        live: ["1.2.3.0/24", "2001:db8::/32", "1::/16"],
      }),
    ).toMatchObject({
      differs: false,
      cosmetic: false,
    });
  });

  it("finds the five prefixes by which two real days differ", () => {
    const [committed, live] = [sampleLists("2025-04-02").all, sampleLists("2025-04-11").all];
    const drift = compare({ committed, live });
    expect(summary(drift.added)).toEqual([
      "240d:c010:179::/48 split 240d:c010:178::/45 0",
      "240d:c010:17a::/47 split 240d:c010:178::/45 0",
      "240d:c010:17c::/46 split 240d:c010:178::/45 0",
    ]);
    expect(summary(drift.removed)).toEqual([
      `240d:c010:176::/47 gone ${2n ** 81n}`,
      `240d:c010:178::/45 split 240d:c010:179::/48 240d:c010:17a::/47 240d:c010:17c::/46 ${2n ** 80n}`,
    ]);
    expect(drift.lost).toEqual({ ipv4: 0n, ipv6: 3n * 2n ** 80n });
    expect(applied(committed, drift)).toEqual(sortPrefixes(live));
  });
});

describe("large and hostile lists", () => {
  const network = (i: number): string => `${12 + (i >>> 16)}.${(i >>> 8) & 255}.${i & 255}.0/24`;
  const networks = Array.from({ length: 100_000 }, (_, i) => network(i));

  it("of a hundred thousand prefixes against none are compared", () => {
    const drift = compare({ committed: [], live: networks });
    expect([drift.added.length, drift.gained.ipv4]).toEqual([100_000, 25_600_000n]);
  });

  it("of a hundred thousand pieces of one prefix are compared", () => {
    const drift = compare({ committed: ["12.0.0.0/6"], live: networks });
    expect(new Set(drift.added.map((change) => change.relation))).toEqual(new Set(["split"]));
    expect(drift.removed[0]?.counterparts).toHaveLength(100_000);
  });

  it("of prefixes in a hundred and twenty-nine layers are compared", () => {
    const layers = Array.from({ length: 129 }, (_, length) => `::/${length}`);
    const drift = compare({ committed: [], live: layers });
    expect(drift.added.map((change) => change.addresses)).toEqual([
      2n ** 128n,
      ...Array.from({ length: 128 }, () => 0n),
    ]);
  });

  it("of twenty layers around a hundred thousand prefixes are compared", () => {
    const layers = Array.from({ length: 20 }, (_, i) => `2402::/${i + 14}`);
    const inside = Array.from(
      { length: 100_000 },
      (_, i) => `2402::${(i >>> 16).toString(16)}:${(i & 65535).toString(16)}`,
    );
    const { added, removed } = compare({ committed: inside, live: layers });
    expect(added.map(({ relation, counterparts }) => [relation, counterparts.length])).toEqual(
      layers.map(() => ["merged", 100_000]),
    );
    expect(removed).toHaveLength(100_000);
  });
});
