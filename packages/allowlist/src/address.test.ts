import { isIPv4, isIPv6 } from "node:net";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatIPv4, formatIPv6, isFormattedIPv6, newGroups, readIPv4, readIPv6 } from "./address.ts";

const groups = newGroups();
const acceptsIPv4 = (text: string): boolean => readIPv4(text, 0, text.length) >= 0;
const acceptsIPv6 = (text: string): boolean => readIPv6(text, text.length, groups);

/** Texts that are nearly addresses: every mistake is a few of these characters away. */
const nearlyAddress = fc
  .tuple(
    fc.oneof(fc.ipV4(), fc.ipV6()),
    fc.nat(40),
    fc.nat(3),
    fc.string({ unit: fc.constantFrom(..."0123:.:.afG "), maxLength: 3 }),
  )
  .map(([text, at, drop, insert]) => text.slice(0, at) + insert + text.slice(at + drop));

describe("reading addresses", () => {
  it("accepts exactly what Node takes for an IPv4 address", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), nearlyAddress, fc.string()),
        (text) => acceptsIPv4(text) === isIPv4(text),
      ),
      { numRuns: 3_000 },
    );
  });

  it("accepts exactly what Node takes for an IPv6 address without a zone", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV6(), nearlyAddress, fc.string({ unit: fc.constantFrom(..."01:af.") })),
        (text) => acceptsIPv6(text) === isIPv6(text),
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    "",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8",
    "12345::",
    "::1.2.3",
    "::1.2.3.4:5",
    "1:",
    ":1",
    "fe80::1%eth0",
    "1:2:3:4:5:6:7:1.2.3.4",
    "::g",
  ])("refuses %j", (text) => {
    expect(acceptsIPv4(text) || acceptsIPv6(text)).toBe(false);
  });

  it.each([
    "::",
    "1::",
    "::1",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "1:2:3:4:5:6:1.2.3.4",
    "::1.2.3.4",
    "FFFF::0db8",
  ])("reads %s as the URL standard does", (text) => {
    expect(acceptsIPv6(text)).toBe(true);
    expect(`[${formatIPv6(groups)}]`).toBe(new URL(`http://[${text}]/`).hostname);
  });
});

describe("writing addresses", () => {
  it("writes IPv6 as the URL standard does, which follows RFC 5952", () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        expect(acceptsIPv6(text)).toBe(true);
        expect(`[${formatIPv6(groups)}]`).toBe(new URL(`http://[${text}]/`).hostname);
      }),
      { numRuns: 1_000 },
    );
  });

  it("recognises the normal form of IPv6", () => {
    const written = fc.ipV6().map((text) => new URL(`http://[${text}]/`).hostname.slice(1, -1));
    const groupsOfZeros = fc
      .array(fc.constantFrom("0", "1", "ab", "0ab", "AB", "1234"), { minLength: 8, maxLength: 8 })
      .chain((parts) => fc.constantFrom(parts.join(":"), parts.join(":").replace(/(^|:)0(:0)+(:|$)/, "::")));
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), written, groupsOfZeros), (text) => {
        fc.pre(acceptsIPv6(text));
        expect([text, isFormattedIPv6(text, text.length, groups)]).toEqual([
          text,
          formatIPv6(groups) === text,
        ]);
      }),
      { numRuns: 3_000 },
    );
    for (const text of ["::", "::1", "1::", "1::1", "1:0:1:1:1:1:1:1", "1:1:1:1:1:1::", "::1:1:1:1:1:1"]) {
      expect([text, acceptsIPv6(text) && isFormattedIPv6(text, text.length, groups)]).toEqual([text, true]);
    }
  });

  it("gives back the IPv4 address that was read", () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(formatIPv4(readIPv4(text, 0, text.length))).toBe(text);
      }),
    );
  });
});
