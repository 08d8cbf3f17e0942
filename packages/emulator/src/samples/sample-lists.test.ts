import { isIP } from "node:net";
import { expect, test } from "vitest";
import { listNames } from "../lists.ts";
import type { SampleDay } from "./read-networks.ts";
import { sampleLists } from "./sample-lists.ts";

const days: SampleDay[] = ["2025-04-02", "2025-04-11"];

test.each(days)("%s: no list is empty, and `all` holds the other six", (day) => {
  const { all, ...parts } = sampleLists(day);
  expect(Object.keys(sampleLists(day))).toEqual([...listNames]);
  for (const part of Object.values(parts)) expect(part.length).toBeGreaterThan(0);
  expect(new Set(Object.values(parts).flat())).toEqual(new Set(all));
  expect(new Set(all).size).toBe(all.length);
});

test.each(days)("%s: every entry is a prefix", (day) => {
  for (const entry of sampleLists(day).all) {
    const [address = "", length] = entry.split("/");
    expect(isIP(address), entry).not.toBe(0);
    expect(length, entry).toMatch(/^\d+$/);
  }
});

test.each(days)("%s: has the shape of the one real answer that is public", (day) => {
  const { all } = sampleLists(day);
  const lengths = all.filter((entry) => !entry.includes(":")).map((entry) => Number(entry.split("/")[1]));
  expect(Math.min(...lengths)).toBe(25);
  expect(
    Math.min(...all.filter((entry) => entry.includes(":")).map((entry) => Number(entry.split("/")[1]))),
  ).toBe(32);
});

test("between the two days only all and webhook-global change", () => {
  const [before, after] = [sampleLists("2025-04-02"), sampleLists("2025-04-11")];
  const drift = listNames.flatMap((name) => {
    const removed = before[name].filter((prefix) => !after[name].includes(prefix));
    const added = after[name].filter((prefix) => !before[name].includes(prefix));
    return removed.length + added.length === 0 ? [] : [{ name, removed, added }];
  });
  const removed = ["240d:c010:176::/47", "240d:c010:178::/45"];
  const added = ["240d:c010:179::/48", "240d:c010:17a::/47", "240d:c010:17c::/46"];
  expect(drift).toEqual([
    { name: "all", removed, added },
    { name: "webhook-global", removed, added },
  ]);
});

test.each([
  { prefix: "1.12.35.0/25", list: "web-global", why: "octet 1, AS132203" },
  { prefix: "1.12.22.0/25", list: "web-china", why: "octet 1, AS45090" },
  { prefix: "42.192.82.0/25", list: "native-china", why: "octet 42, AS45090" },
  { prefix: "240d:c010:179::/48", list: "webhook-global", why: "240d:c010, AS132203" },
] as const)("deals $prefix to $list ($why)", ({ prefix, list }) => {
  const dealt = sampleLists("2025-04-11");
  expect(listNames.filter((name) => dealt[name].includes(prefix))).toEqual(["all", list]);
});

test("refuses a day without a table", () => {
  // @ts-expect-error a day that the type excludes
  expect(() => sampleLists("../../package")).toThrow(RangeError);
});
