import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPrefix } from "../test/any-prefix.ts";
import { addressesOf, isInside, shuffledTwice, tinyList, tinyPrefixes } from "../test/tiny-space.ts";
import { aggregate } from "./aggregate.ts";
import { countAddresses } from "./count-addresses.ts";
import { InvalidPrefixError } from "./errors.ts";
import { parseEntry } from "./parse-entry.ts";
import { sortPrefixes } from "./sort-prefixes.ts";

/** The prefixes of the tiny space that a set of addresses fills and that no broader one of them contains: the fewest there are. */
function fewest(addresses: ReadonlySet<string>): string[] {
  const full = tinyPrefixes.filter((prefix) => isInside(prefix.addresses, addresses));
  return full
    .filter(
      (prefix) => !full.some((other) => other !== prefix && isInside(prefix.addresses, other.addresses)),
    )
    .map((prefix) => prefix.text);
}

describe("aggregate", () => {
  it("gives the fewest prefixes that cover exactly the same addresses", () => {
    fc.assert(
      fc.property(tinyList, (list) => {
        expect(aggregate(list)).toEqual(sortPrefixes(fewest(addressesOf(list))));
      }),
      { numRuns: 500 },
    );
  });

  it("doesn't depend on order, and has nothing left to do the second time", () => {
    fc.assert(
      fc.property(shuffledTwice(fc.array(anyPrefix)), ([list, shuffled]) => {
        const readable = (texts: string[]): string[] => texts.filter((text) => parseEntry(text).ok);
        const once = aggregate(readable(list));
        expect(aggregate(readable(shuffled))).toEqual(once);
        expect(aggregate(once)).toEqual(once);
        expect(sortPrefixes(once)).toEqual(once);
      }),
    );
  });

  it.each([
    [["0.0.0.0/1", "128.0.0.0/1"], ["0.0.0.0/0"]],
    [["::/1", "8000::/1"], ["::/0"]],
    [["255.255.255.254", "255.255.255.255"], ["255.255.255.254/31"]],
    [
      ["10.0.0.1", "10.0.0.2"],
      ["10.0.0.1", "10.0.0.2"],
    ],
    [
      ["255.255.255.255", "::"],
      ["255.255.255.255", "::"],
    ],
    [[], []],
  ])("of %j is %j", (list, aggregated) => {
    expect(aggregate(list)).toEqual(aggregated);
  });

  it("names every text that is not a prefix, and quotes no more than is safe", () => {
    const hostile = `10/8\n${"x".repeat(1_000)}`;
    const attempt = (): unknown => aggregate(["1.1.1.1", "010.0.0.1", hostile]);
    expect(attempt).toThrow(InvalidPrefixError);
    expect(attempt).toThrow(
      expect.objectContaining({
        name: "InvalidPrefixError",
        message: expect.stringContaining('"010.0.0.1" is an IPv4 address with a leading zero, and 1 more'),
        refused: [
          { text: "010.0.0.1", reason: "an IPv4 address with a leading zero" },
          { text: hostile, reason: "too long to be an address or CIDR" },
        ],
      }),
    );
  });
});

describe("countAddresses", () => {
  it("counts each address once, a family each", () => {
    expect(countAddresses(["10.0.0.0/24", "10.0.0.0/25", "10.0.0.7", "10.0.1.0", "2001:db8::/64"])).toEqual({
      ipv4: 257n,
      ipv6: 2n ** 64n,
    });
  });

  it("counts whole families", () => {
    expect(countAddresses(["0.0.0.0/0", "::/0"])).toEqual({ ipv4: 2n ** 32n, ipv6: 2n ** 128n });
  });

  it("counts what the sets of addresses hold", () => {
    fc.assert(
      fc.property(tinyList, (list) => {
        const { ipv4, ipv6 } = countAddresses(list);
        expect(Number(ipv4 + ipv6)).toBe(addressesOf(list).size);
      }),
    );
  });
});

describe("sortPrefixes", () => {
  it("sorts IPv4 before IPv6, then by number, the broader first, each once", () => {
    expect(
      sortPrefixes([
        "2001:db8::",
        "100.0.0.0/8",
        "::",
        "9.0.0.0/8",
        "9.0.0.0",
        "9.0.0.0/16",
        "9.0.0.1",
        "9.0.0.0/8",
      ]),
    ).toEqual(["9.0.0.0/8", "9.0.0.0/16", "9.0.0.0", "9.0.0.1", "100.0.0.0/8", "::", "2001:db8::"]);
  });

  it("takes any iterable and doesn't change it", () => {
    const list = Object.freeze(["2.2.2.2", "1.1.1.1"]);
    expect(sortPrefixes(new Set(list))).toEqual(["1.1.1.1", "2.2.2.2"]);
    expect(sortPrefixes(list)).toEqual(["1.1.1.1", "2.2.2.2"]);
  });
});
