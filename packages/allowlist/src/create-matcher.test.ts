import { BlockList } from "node:net";
import { sampleLists } from "@chat-ip/emulator";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyPrefix } from "../test/any-prefix.ts";
import { addressesOf, tinyList, tinyPrefixes } from "../test/tiny-space.ts";
import { createMatcher } from "./create-matcher.ts";
import { InvalidPrefixError } from "./errors.ts";
import { parseEntry } from "./parse-entry.ts";

type Family = "ipv4" | "ipv6";

function familyOf(text: string): Family {
  return text.includes(":") ? "ipv6" : "ipv4";
}

/** One family's prefixes: asked about the other family, BlockList takes IPv4 addresses for IPv4-mapped ones. */
function blockList(prefixes: readonly string[], family: Family): BlockList {
  const list = new BlockList();
  for (const prefix of prefixes.filter((text) => familyOf(text) === family)) {
    const [address = "", length] = prefix.split("/");
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}

describe("matcher", () => {
  it("knows exactly the addresses of its prefixes", () => {
    const single = tinyPrefixes.filter((prefix) => prefix.addresses.size === 1);
    fc.assert(
      fc.property(tinyList, (list) => {
        const matcher = createMatcher(list);
        const addresses = addressesOf(list);
        for (const { text, addresses: own } of single) {
          expect([text, matcher.has(text)]).toEqual([text, addresses.has([...own][0] ?? "")]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["0.0.0.0/0", ["0.0.0.0", "255.255.255.255", "127.0.0.1"], ["::", "::1.2.3.4"]],
    ["::/0", ["::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], ["1.2.3.4", "::ffff:1.2.3.4"]],
    ["255.255.255.255", ["255.255.255.255"], ["255.255.255.254", "0.0.0.0"]],
    ["2402:4e00::/32", ["2402:4e00::", "2402:4E00:FFFF::0001"], ["2402:4dff:ffff::", "2402:4e01::"]],
    ["2402:4e00::1:0:0:0/80", ["2402:4e00::1:ffff:ffff:ffff"], ["2402:4e00::", "2402:4e00:0:0:2::"]],
    ["2402:4e00::8000:0/97", ["2402:4e00::ffff:ffff", "2402:4e00::128.0.0.1"], ["2402:4e00::7fff:ffff"]],
  ])("of %s holds %j and not %j", (prefix, inside, outside) => {
    const { has } = createMatcher([prefix]);
    expect([inside.filter((text) => !has(text)), outside.filter(has)]).toEqual([[], []]);
  });

  it.each(["::ffff:101.32.0.7", "::ffff:6520:7", "::FFFF:6520:0007", "0:0:0:0:0:ffff:6520:7"])(
    "looks %s up as the IPv4 address that it stands for",
    (mapped) => {
      expect(createMatcher(["101.32.0.0/24"]).has(mapped)).toBe(true);
      expect(createMatcher(["101.32.1.0/24", "::/1"]).has(mapped)).toBe(false);
    },
  );

  it.each([
    undefined,
    "",
    "chat.example",
    "101.32.0.0/24",
    "101.32.0",
    "101.032.0.1",
    "101.32.0.1:443",
    "[2402:4e00::1]",
    "2402:4e00::1%eth0",
    " 101.32.0.1",
    "101.32.0.1\n",
    "1696595969",
    "0x65.32.0.1",
    "::ffff:101.32.0.1/128",
    "toString",
    `${"1".repeat(100_000)}`,
  ])("doesn't match %.40j, which is not an address", (text) => {
    expect(createMatcher(["0.0.0.0/0", "::/0"]).has(text)).toBe(false);
  });

  it("holds nothing when it is made of nothing", () => {
    expect(["0.0.0.0", "::", "1.2.3.4"].filter(createMatcher([]).has)).toEqual([]);
  });

  it("refuses texts that are not prefixes", () => {
    expect(() => createMatcher(["10/8"])).toThrow(InvalidPrefixError);
  });

  it("answers as Node's BlockList does, for any prefixes, and for addresses inside, next to and far from them", () => {
    const edges = fc.array(anyPrefix, { minLength: 1, maxLength: 20 }).chain((texts) => {
      const prefixes = texts.flatMap((text) => {
        const entry = parseEntry(text);
        return entry.ok ? [entry.prefix] : [];
      });
      const near = prefixes.map((prefix) => prefix.replace(/\/.*/, ""));
      const address = fc.oneof(fc.ipV4(), fc.ipV6(), ...(near.length > 0 ? [fc.constantFrom(...near)] : []));
      return fc.tuple(fc.constant(prefixes), fc.array(address, { maxLength: 30 }));
    });
    fc.assert(
      fc.property(edges, ([prefixes, addresses]) => {
        const matcher = createMatcher(prefixes);
        const lists = { ipv4: blockList(prefixes, "ipv4"), ipv6: blockList(prefixes, "ipv6") };
        const isMapped = (address: string): boolean => /^[0:]*:ffff:/i.test(address);
        for (const address of addresses.filter((text) => !isMapped(text))) {
          const family = familyOf(address);
          expect([address, matcher.has(address)]).toEqual([address, lists[family].check(address, family)]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("answers as Node's BlockList does for fifty thousand addresses around a real list", () => {
    const prefixes = sampleLists("2025-04-11").all;
    const matcher = createMatcher(prefixes);
    const list = blockList(prefixes, "ipv4");
    const bases = prefixes
      .filter((prefix) => !prefix.includes(":"))
      .map((prefix) => prefix.replace(/\/.*/, ""));
    for (let i = 0; i < 50_000; i++) {
      const [a = 0, b = 0, c = 0] = (bases[i % bases.length] ?? "").split(".").map(Number);
      const address = `${a}.${(b + (i % 3)) & 255}.${(c + (i >>> 4)) & 255}.${(i * 7) & 255}`;
      if (matcher.has(address) !== list.check(address, "ipv4")) expect.fail(`they differ about ${address}`);
    }
  });

  it("takes a hundred thousand prefixes, even when all but one lie together", () => {
    const crowd = Array.from(
      { length: 100_000 },
      (_, i) => `12.${i >>> 15}.${(i >>> 7) & 255}.${(i << 1) & 255}`,
    );
    const matcher = createMatcher([...crowd, "250.0.0.0"]);
    expect(crowd.every(matcher.has)).toBe(true);
    expect(matcher.has("12.0.0.1") || matcher.has("249.255.255.255")).toBe(false);
  });
});
