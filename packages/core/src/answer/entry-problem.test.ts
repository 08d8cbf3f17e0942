import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryProblem } from "./entry-problem.ts";

describe("an entry may be", () => {
  test.each([
    "127.0.0.2",
    "183.192.202.0/25",
    "0.0.0.0/0",
    "255.255.255.255/32",
    "203.0.113.7/8",
    "::",
    "::/0",
    "2001:db8::/32",
    "2001:DB8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001/128",
    "::ffff:203.0.113.7",
    "::ffff:203.0.113.0/120",
  ])("%s", (text) => {
    expect(entryProblem(text)).toBeNull();
  });
});

describe("an entry must not be", () => {
  test.each([
    ["", "not a valid IPv4 or IPv6 address"],
    ["1.2.3", "not a valid IPv4 or IPv6 address"],
    ["10/8", "not a valid IPv4 or IPv6 address"],
    ["1.2.3.4.5", "not a valid IPv4 or IPv6 address"],
    ["010.0.0.1", "not a valid IPv4 or IPv6 address"],
    ["1.2.3.04", "not a valid IPv4 or IPv6 address"],
    ["0x7f.0.0.1", "not a valid IPv4 or IPv6 address"],
    ["2130706433", "not a valid IPv4 or IPv6 address"],
    ["256.0.0.1", "not a valid IPv4 or IPv6 address"],
    ["1.2.3.4 ", "not a valid IPv4 or IPv6 address"],
    [" 1.2.3.4", "not a valid IPv4 or IPv6 address"],
    ["1.2.3.4\n", "not a valid IPv4 or IPv6 address"],
    ["１.2.3.4", "not a valid IPv4 or IPv6 address"],
    ["1.2.3.4-1.2.3.9", "not a valid IPv4 or IPv6 address"],
    ["1.2.3.*", "not a valid IPv4 or IPv6 address"],
    ["console.tim.qq.com", "not a valid IPv4 or IPv6 address"],
    ["[::1]", "not a valid IPv4 or IPv6 address"],
    ["1::2::3", "not a valid IPv4 or IPv6 address"],
    ["12345::", "not a valid IPv4 or IPv6 address"],
    ["fe80::1%eth0", "zone"],
    ["fe80::%1/64", "zone"],
    ["1.2.3.4/", "from 0 to 32"],
    ["1.2.3.4/33", "from 0 to 32"],
    ["1.2.3.4/08", "from 0 to 32"],
    ["1.2.3.4/+8", "from 0 to 32"],
    ["1.2.3.4/-1", "from 0 to 32"],
    ["1.2.3.4/8.0", "from 0 to 32"],
    ["1.2.3.4/8/8", "from 0 to 32"],
    ["1.2.3.4/255.255.255.0", "from 0 to 32"],
    ["1.2.3.4/8 ", "from 0 to 32"],
    ["::/129", "from 0 to 128"],
    ["::/1e2", "from 0 to 128"],
    ["1".repeat(65), "longer than any address"],
    [null, "not a string"],
    [16909060, "not a string"],
    [["1.2.3.4"], "not a string"],
  ])("%j", (value, words) => {
    expect(entryProblem(value)).toContain(words);
  });
});

test("accepts every address that there is, of either family, with every prefix length", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
        fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
      ),
      ([address, prefixLength]) => {
        expect(entryProblem(address)).toBeNull();
        expect(entryProblem(`${address}/${prefixLength}`)).toBeNull();
      },
    ),
    { seed: 6, numRuns: 1000 },
  );
});

test("accepts nothing that Node's own block list would not take", () => {
  const characters = fc.constantFrom(..."0123456789abcdef.:/% -");
  fc.assert(
    fc.property(fc.array(characters, { maxLength: 18 }), (parts) => {
      const text = parts.join("");
      if (entryProblem(text) !== null) return;
      const [address = "", prefixLength] = text.split("/");
      const family = address.includes(":") ? "ipv6" : "ipv4";
      const list = new BlockList();
      if (prefixLength === undefined) list.addAddress(address, family);
      else list.addSubnet(address, Number(prefixLength), family);
      expect(list.check(address, family)).toBe(true);
    }),
    { seed: 7, numRuns: 20_000 },
  );
});
