import * as fc from "fast-check";
import { expect, it } from "vitest";
import { addressesOf, difference, tinyList } from "../test/tiny-space.ts";
import { aggregate } from "./aggregate.ts";
import { readNetworks, sortNetworks } from "./network.ts";
import { countShared, mergeRanges, prefixesOfRanges, sharesAny, subtractRanges } from "./ranges.ts";

const networks = (prefixes: readonly string[]): ReturnType<typeof sortNetworks> =>
  sortNetworks(readNetworks(prefixes));

it("ranges as prefixes are the aggregated list", () => {
  fc.assert(
    fc.property(tinyList, (list) => {
      expect(prefixesOfRanges(mergeRanges(networks(list)))).toEqual(aggregate(list));
    }),
  );
});

it("subtracting takes away exactly the addresses of the other list", () => {
  fc.assert(
    fc.property(tinyList, tinyList, (from, taken) => {
      const left = prefixesOfRanges(
        subtractRanges(mergeRanges(networks(from)), mergeRanges(networks(taken))),
      );
      expect(addressesOf(left)).toEqual(difference(addressesOf(from), addressesOf(taken)));
      expect(left).toEqual(aggregate(left));
    }),
    { numRuns: 1_000 },
  );
});

it("counts what a network shares with a list", () => {
  fc.assert(
    fc.property(tinyList, tinyList, (list, others) => {
      const ranges = mergeRanges(networks(list));
      for (const network of networks(others)) {
        const own = addressesOf([network.prefix]);
        const shared = own.size - difference(own, addressesOf(list)).size;
        expect([countShared(ranges, network), sharesAny(ranges, network)]).toEqual([
          BigInt(shared),
          shared > 0,
        ]);
      }
    }),
  );
});

it.each([
  [
    ["0.0.0.0/0", "::/0"],
    ["255.255.255.255", "::"],
  ],
  [["::/0"], ["0.0.0.0/0"]],
  [["128.0.0.0/1", "8000::/1"], ["::/0"]],
])("reaches both ends of both families: %j without %j", (from, taken) => {
  const left = prefixesOfRanges(subtractRanges(mergeRanges(networks(from)), mergeRanges(networks(taken))));
  expect(aggregate([...left, ...taken])).toEqual(aggregate([...from, ...taken]));
});

it("needs no more ranges than there are prefixes, however many prefixes the rest takes", () => {
  const holes = Array.from(
    { length: 20_000 },
    (_, i) => `2402:4e00::${(i >> 8).toString(16)}:${(2 * (i & 255)).toString(16)}`,
  );
  expect(subtractRanges(mergeRanges(networks(["::/0"])), mergeRanges(networks(holes)))).toHaveLength(20_001);
});
