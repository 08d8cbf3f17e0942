import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesOf, difference, tinyList, tinyPair } from "../test/tiny-space.ts";
import { compare } from "./compare.ts";
import { confirmRemovals } from "./confirm-removals.ts";
import { sortPrefixes } from "./sort-prefixes.ts";

describe("confirmed removals", () => {
  it.each([
    {
      title: "removes what both answers lack",
      committed: ["1.1.1.1", "2.2.2.2"],
      first: ["1.1.1.1"],
      second: ["1.1.1.1"],
      live: ["1.1.1.1"],
      flickered: [],
    },
    {
      title: "keeps what came back, and names it",
      committed: ["1.1.1.1", "2.2.2.2", "3.3.3.3"],
      first: ["1.1.1.1"],
      second: ["1.1.1.1", "2.2.2.2"],
      live: ["1.1.1.1", "2.2.2.2"],
      flickered: ["2.2.2.2"],
    },
    {
      title: "delays no addition of either answer",
      committed: ["1.1.1.1"],
      first: ["8.8.8.8"],
      second: ["1.1.1.1", "9.9.9.9"],
      live: ["1.1.1.1", "8.8.8.8", "9.9.9.9"],
      flickered: ["1.1.1.1"],
    },
    {
      title: "compares addresses if the answers divide them differently",
      committed: ["1.0.0.0/24"],
      first: ["1.0.0.0/25"],
      second: ["1.0.0.0/25", "1.0.0.128/26", "1.0.0.192/26"],
      live: ["1.0.0.0/25", "1.0.0.128/26", "1.0.0.192/26"],
      flickered: ["1.0.0.0/24"],
    },
    {
      title: "takes the broader prefix in place of its piece",
      committed: ["1.0.0.0/24"],
      first: ["1.0.0.0/25", "1.0.0.7"],
      second: ["1.0.0.0/24", "1.0.0.7"],
      live: ["1.0.0.0/24", "1.0.0.7"],
      flickered: ["1.0.0.0/24"],
    },
    {
      title: "leaves the first answer as it is when the second one has nothing more",
      committed: ["1.0.0.0/24"],
      first: ["1.0.0.0/25", "1.0.0.7"],
      second: ["1.0.0.0/26"],
      live: ["1.0.0.0/25", "1.0.0.7"],
      flickered: [],
    },
    {
      title: "survives an empty second answer",
      committed: ["1.1.1.1", "2001:db8::"],
      first: ["1.1.1.1"],
      second: [],
      live: ["1.1.1.1"],
      flickered: [],
    },
  ])("$title", ({ committed, first, second, live, flickered }) => {
    expect(confirmRemovals({ committed, first, second })).toEqual({ live, flickered });
  });

  it("makes live exactly the addresses of either answer, in prefixes of either answer", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live: first }, second) => {
        const { live } = confirmRemovals({ committed, first, second });
        expect(addressesOf(live)).toEqual(addressesOf([...first, ...second]));
        expect(live).toEqual(sortPrefixes(live));
        expect(live.filter((prefix) => !first.includes(prefix) && !second.includes(prefix))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("removes an address only when both answers lack it, and names each prefix that only the second one saves", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, ({ committed, live: first }, second) => {
        const { live, flickered } = confirmRemovals({ committed, first, second });
        const { lost } = compare({ committed, live });
        const inNeither = difference(addressesOf(committed), addressesOf([...first, ...second]));
        expect(Number(lost.ipv4 + lost.ipv6)).toBe(inNeither.size);
        const saved = difference(addressesOf(second), addressesOf(first));
        const holdsSaved = (prefix: string): boolean =>
          [...addressesOf([prefix])].some((one) => saved.has(one));
        expect(flickered).toEqual(sortPrefixes(committed).filter(holdsSaved));
      }),
      { numRuns: 500 },
    );
  });

  it("takes a hundred thousand prefixes", () => {
    const second = Array.from({ length: 100_000 }, (_, i) => `12.${i >>> 16}.${(i >>> 8) & 255}.${i & 255}`);
    const first = second.filter((_, i) => i % 2 === 0);
    const { live, flickered } = confirmRemovals({ committed: second, first, second });
    expect([live.length, flickered.length]).toEqual([100_000, 50_000]);
  });
});
