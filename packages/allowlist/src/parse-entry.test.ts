import { isIP } from "node:net";
import { normalizeCidr } from "cidr-tools";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPrefix } from "../test/any-prefix.ts";
import { parseEntry } from "./parse-entry.ts";

describe("entries", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7", null],
    ["203.0.113.7/32", "203.0.113.7", null],
    ["203.0.113.0/24", "203.0.113.0/24", null],
    ["0.0.0.0/0", "0.0.0.0/0", null],
    ["203.0.113.7/24", "203.0.113.0/24", "host-bits-cleared"],
    ["255.255.255.255/1", "128.0.0.0/1", "host-bits-cleared"],
    ["2001:db8::/32", "2001:db8::/32", null],
    ["2001:0DB8:0:0:0:0:0:0/32", "2001:db8::/32", null],
    ["2001:db8::1/128", "2001:db8::1", null],
    ["2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1", null],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", null],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", null],
    ["2001:db8::1/32", "2001:db8::/32", "host-bits-cleared"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221", null],
    ["::/0", "::/0", null],
    ["::ffff:203.0.113.7", "203.0.113.7", "ipv4-mapped"],
    ["::FFFF:cb00:7107", "203.0.113.7", "ipv4-mapped"],
    ["::ffff:203.0.113.0/120", "203.0.113.0/24", "ipv4-mapped"],
    ["::ffff:203.0.113.7/120", "203.0.113.0/24", "ipv4-mapped"],
    ["::ffff:0:0/96", "0.0.0.0/0", "ipv4-mapped"],
    ["::ffff:0:203.0.113.7", "::ffff:0:cb00:7107", null],
  ] as const)("reads %s as %s", (text, prefix, changed) => {
    expect(parseEntry(text)).toEqual({ ok: true, prefix, changed });
  });

  it.each([
    ["", "empty"],
    ["010.0.0.1", "leading zero"],
    ["10.0.0.01", "leading zero"],
    ["10.0.0.0/08", "leading zero"],
    ["10/8", "short form"],
    ["1.2.3", "short form"],
    ["16909060", "short form"],
    ["0x7f.0.0.1", "not an IPv4 or IPv6 address"],
    ["256.0.0.1", "not an IPv4 or IPv6 address"],
    ["1.2.3.4.5", "not an IPv4 or IPv6 address"],
    ["fe80::1%eth0", "zone id"],
    ["fe80::1%eth0/64", "zone id"],
    ["1.2.3.4-1.2.3.9", "range"],
    ["chat.example", "not an IPv4 or IPv6 address"],
    [" 1.2.3.4", "not an IPv4 or IPv6 address"],
    ["1.2.3.4\n", "not an IPv4 or IPv6 address"],
    ["1.2.3.4/", "not a whole number"],
    ["1.2.3.4/+8", "not a whole number"],
    ["1.2.3.4/8.0", "not a whole number"],
    ["1.2.3.4/1e1", "not a whole number"],
    ["1.2.3.4/8/8", "not a whole number"],
    ["1.2.3.4/255.255.255.0", "not a whole number"],
    ["1.2.3.4/٣", "not a whole number"],
    ["1.2.3.4/33", "above 32"],
    ["2001:db8::/129", "above 128"],
    ["::ffff:1.2.3.4/95", "shorter than /96"],
    ["::ffff:0:0/0", "shorter than /96"],
    ["1".repeat(1_000_000), "too long"],
  ])("refuses %.40s", (text, reason) => {
    expect(parseEntry(text)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
  });

  it("never quotes the text in a reason, which may be hostile", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3 }), (text) => {
        const entry = parseEntry(`${text}\u0007`);
        expect(entry.ok ? "" : entry.reason).not.toContain("\u0007");
      }),
    );
  });

  it("agrees with cidr-tools on every valid prefix", () => {
    fc.assert(
      fc.property(anyPrefix, (text) => {
        const entry = parseEntry(text);
        fc.pre(entry.ok && entry.changed !== "ipv4-mapped");
        const expected = normalizeCidr(text).replace(/(?<=\.\d+)\/32$|\/128$/, "");
        expect(entry).toMatchObject({ prefix: expected });
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves a prefix in normal form as it is", () => {
    fc.assert(
      fc.property(anyPrefix, (text) => {
        const entry = parseEntry(text);
        fc.pre(entry.ok);
        if (entry.ok)
          expect(parseEntry(entry.prefix)).toEqual({ ok: true, prefix: entry.prefix, changed: null });
      }),
      { numRuns: 1_000 },
    );
  });

  it("accepts nothing whose address Node doesn't", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.:/abf%-") }), (text) => {
        if (parseEntry(text).ok) expect(isIP(text.split("/")[0] ?? "")).not.toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });
});
