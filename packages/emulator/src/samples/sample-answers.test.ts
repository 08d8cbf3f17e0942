import { BlockList } from "node:net";
import { expect, test } from "vitest";
import { carrierNetworks } from "./carrier-networks.ts";
import { sampleAnswers } from "./sample-answers.ts";

const seeds = [1, 2, 3, 42, -7];

test.each(seeds)("seed %i: has 141 × /25 and two single addresses at the end", (seed) => {
  const { all } = sampleAnswers({ seed });
  expect(all).toHaveLength(143);
  expect(all.slice(0, 141).every((entry) => /^\d+\.\d+\.\d+\.(0|128)\/25$/.test(entry))).toBe(true);
  expect(all.slice(141).every((entry) => /^\d+\.\d+\.\d+\.\d+$/.test(entry))).toBe(true);
});

test.each(seeds)("seed %i: no two entries overlap or aggregate", (seed) => {
  const networks = sampleAnswers({ seed }).all.map((entry) => entry.split(".").slice(0, 3).join("."));
  expect(new Set(networks).size).toBe(143);
});

test.each(seeds)("seed %i: the order is neither numeric nor that of text", (seed) => {
  const { all } = sampleAnswers({ seed });
  const number = (entry: string): number =>
    entry.split(/[./]/).reduce((sum, part) => sum * 256 + Number(part), 0);
  expect(all).not.toEqual(all.toSorted());
  expect(all).not.toEqual(all.toSorted((a, b) => number(a) - number(b)));
});

test.each(seeds)("seed %i: about a third of the entries lies in carriers' networks", (seed) => {
  const carriers = new BlockList();
  for (const network of carrierNetworks) {
    const [address = "", length] = network.split("/");
    carriers.addSubnet(address, Number(length), "ipv4");
  }
  const inside = sampleAnswers({ seed }).all.filter((entry) =>
    carriers.check(entry.replace(/\/.*/, ""), "ipv4"),
  );
  // 52 are drawn there; a few networks of the operator lie inside them too.
  expect(inside.length).toBeGreaterThanOrEqual(52);
  expect(inside.length).toBeLessThan(58);
});

test("no list is empty, and `all` holds the other six", () => {
  const { all, ...parts } = sampleAnswers();
  for (const part of Object.values(parts)) expect(part.length).toBeGreaterThan(5);
  expect(Object.values(parts).flat().toSorted()).toEqual(all.toSorted());
});

test("depends on seed and day only", () => {
  expect(sampleAnswers({ seed: 5, day: 3 })).toEqual(sampleAnswers({ seed: 5, day: 3 }));
  expect(sampleAnswers({ seed: 5 })).not.toEqual(sampleAnswers({ seed: 6 }));
});

test.each([
  { day: 1, come: 3, go: 1 },
  { day: 2, come: 1, go: 2 },
  { day: 3, come: 2, go: 0 },
])("on day $day $come prefixes come and $go go", ({ day, come, go }) => {
  const [before, after] = [sampleAnswers({ day: day - 1 }).all, sampleAnswers({ day }).all];
  expect(after.filter((entry) => !before.includes(entry))).toHaveLength(come);
  expect(before.filter((entry) => !after.includes(entry))).toHaveLength(go);
});

test.each([
  { seed: 1.5, day: 0 },
  { seed: 1, day: -1 },
  { seed: 1, day: 1001 },
])("refuses seed $seed, day $day", (options) => {
  expect(() => sampleAnswers(options)).toThrow(RangeError);
});
