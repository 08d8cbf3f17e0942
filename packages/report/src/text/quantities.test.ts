import { describe, expect, it } from "vitest";
import { wordsOf } from "../words/words-of.ts";
import { plusMinus, quantitiesOf } from "./quantities.ts";

const english = quantitiesOf("en");
const chinese = quantitiesOf("zh-CN");

describe("numbers", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1_234_567n, "1,234,567"],
  ])("%s reads %s in both languages", (value, text) => {
    expect([english.number(value), chinese.number(value)]).toEqual([text, text]);
  });

  it("agrees with its noun", () => {
    expect([1, 0, 1204].map((count) => english.counted(count, "list", "lists"))).toEqual([
      "1 list",
      "0 lists",
      "1,204 lists",
    ]);
  });

  it.each([
    [3, 1, "+3 −1"],
    [0, 1200, "−1,200"],
    [0, 0, "±0"],
  ])("+%s −%s reads %s", (added, removed, text) => {
    expect(plusMinus(added, removed)).toBe(text);
  });
});

describe("amounts of addresses", () => {
  it.each([
    [1n, "ipv4", "1 address", "1", "1 个地址"],
    [4096n, "ipv4", "4,096 addresses", "4,096", "4,096 个地址"],
    [1n, "ipv6", "1 IPv6 address", "1", "1 个 IPv6 地址"],
    [2n ** 64n, "ipv6", "1 IPv6 /64 network", "1 /64", "1 个 IPv6 /64 网段"],
    [2n ** 80n, "ipv6", "65,536 IPv6 /64 networks", "65,536 /64", "65,536 个 IPv6 /64 网段"],
    [2n ** 80n + 1n, "ipv6", "≈65,536 IPv6 /64 networks", "≈65,536 /64", "≈65,536 个 IPv6 /64 网段"],
    [2n ** 96n, "ipv6", "≈4.3 billion IPv6 /64 networks", "≈4.3 billion /64", "≈43亿 个 IPv6 /64 网段"],
  ] as const)("%s of %s read %s", (count, family, long, short, chineseText) => {
    const { addressAmount, shortAmount } = wordsOf("en");
    expect([addressAmount(count, family), shortAmount(count, family)]).toEqual([long, short]);
    expect(wordsOf("zh-CN").addressAmount(count, family)).toBe(chineseText);
  });

  it("names both families where there are both", () => {
    const count = { ipv4: 256n, ipv6: 2n ** 64n };
    expect(wordsOf("en").amount(count)).toBe("256 IPv4 addresses and 1 IPv6 /64 network");
    expect(wordsOf("zh-CN").amount(count)).toBe("256 个 IPv4 地址和 1 个 IPv6 /64 网段");
  });
});

describe("shares", () => {
  it.each([
    [33.33, "33.3%"],
    [0.01, "<0.1%"],
    [50, "50%"],
    [1300, "1,300%"],
    [0, "0%"],
    [99.99, ">99.9%"],
  ])("%s is %s", (value, text) => {
    expect(english.percent(value)).toBe(text);
  });
});

it("writes times and durations in UTC", () => {
  expect(english.date(new Date("2026-09-02T20:37:59.999Z"))).toEqual({
    year: "2026",
    month: "Sep",
    day: "2",
    time: "20:37",
  });
  expect([english.duration(211.6), english.duration(41_250)]).toEqual(["212 ms", "41.3 s"]);
});

it("lists as a sentence does", () => {
  const lists = [[], ["a"], ["a", "b"], ["a", "b", "c"]];
  expect(lists.map(english.list)).toEqual(["", "a", "a and b", "a, b and c"]);
  expect(lists.map(chinese.list)).toEqual(["", "a", "a 和 b", "a、b 和 c"]);
});
