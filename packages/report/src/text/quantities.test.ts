import { describe, expect, it } from "vitest";
import {
  addressAmount,
  amount,
  counted,
  duration,
  number,
  percentText,
  plusMinus,
  sentenceList,
  shortAmount,
  utcMinute,
} from "./quantities.ts";

describe("numbers", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1_234_567n, "1,234,567"],
    [1234.5678, "1,234.5678"],
  ])("%s reads %s", (value, text) => {
    expect(number(value)).toBe(text);
  });

  it("agrees with its word", () => {
    expect([counted(1, "list", "lists"), counted(0, "list", "lists")]).toEqual(["1 list", "0 lists"]);
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
    [1n, "ipv4", "1 address", "1"],
    [4096n, "ipv4", "4,096 addresses", "4,096"],
    [1n, "ipv6", "1 IPv6 address", "1"],
    [2n ** 63n, "ipv6", "9,223,372,036,854,775,808 IPv6 addresses", "9,223,372,036,854,775,808"],
    [2n ** 64n, "ipv6", "1 IPv6 /64 network", "1 /64"],
    [2n ** 80n, "ipv6", "65,536 IPv6 /64 networks", "65,536 /64"],
    [2n ** 80n + 1n, "ipv6", "about 65,536 IPv6 /64 networks", "about 65,536 /64"],
    [2n ** 96n, "ipv6", "about 4 billion IPv6 /64 networks", "about 4 billion /64"],
  ] as const)("%s of %s read %s", (count, family, long, short) => {
    expect([addressAmount(count, family), shortAmount(count, family)]).toEqual([long, short]);
  });

  it("names both families where there are both", () => {
    expect(amount({ ipv4: 256n, ipv6: 2n ** 64n }, "new")).toBe(
      "256 new IPv4 addresses and 1 new IPv6 /64 network",
    );
    expect(amount({ ipv4: 1n, ipv6: 0n }, "new")).toBe("1 new address");
  });
});

describe("shares", () => {
  it.each([
    [33.33, "33.3%"],
    [0.01, "under 0.1%"],
    [50, "50%"],
    [300, "300%"],
    [0, "0%"],
    [99.99, "over 99.9%"],
  ])("%s is %s", (value, text) => {
    expect(percentText(value)).toBe(text);
  });
});

it("writes time and duration shortly", () => {
  expect(utcMinute(new Date("2026-11-22T20:37:59.999Z"))).toBe("2026-11-22T20:37Z");
  expect([duration(211.6), duration(41_250)]).toEqual(["212 ms", "41.3 s"]);
});

it("lists as a sentence does", () => {
  expect([
    sentenceList([]),
    sentenceList(["a"]),
    sentenceList(["a", "b"]),
    sentenceList(["a", "b", "c"]),
  ]).toEqual(["", "a", "a and b", "a, b and c"]);
});
