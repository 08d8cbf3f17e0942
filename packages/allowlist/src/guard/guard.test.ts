import { BlockList } from "node:net";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realList } from "../../test/real-shape.ts";
import { addressesOf, countByFamily, difference, tinyList, tinyPair } from "../../test/tiny-space.ts";
import { compare } from "../compare.ts";
import { parseAllowlist } from "../parse-allowlist.ts";
import { parseEntry } from "../parse-entry.ts";
import { type GuardInput, guard } from "./guard.ts";
import { guardrailLimits } from "./guardrail-limits.ts";
import { guardAnswer } from "./judge-answer.ts";

const vendor = ["101.32.0.0/17", "2402:4e00::/32"];

function check(input: Partial<GuardInput>): ReturnType<typeof guard> {
  return guard({ committed: vendor, live: vendor, ...input });
}

function rules(input: Partial<GuardInput>): string[] {
  return check(input).map(({ rule }) => rule);
}

/** Prefixes of one length with gaps between them, so that none aggregate. */
function apart(count: number, length = 25): string[] {
  return Array.from({ length: count }, (_, i) => `${43 + (i >>> 7)}.${2 * (i & 127)}.0.0/${length}`);
}

describe("what is added", () => {
  it.each([
    ["101.32.0.0/16", "the same and its neighbour, which make a /16", true],
    ["43.128.0.0/16", "a /16", true],
    ["43.128.0.0/15", "a /15", true],
    ["20.0.0.0/8", "a /8", true],
    ["43.128.0.0/17", "a /17", false],
    ["2600::/31", "an IPv6 /31", true],
    ["2600::/12", "an IPv6 /12", true],
    ["2600::/32", "an IPv6 /32", false],
    ["64:ff9b::2b80:0/112", "an IPv4 /16 by NAT64", true],
    ["64:ff9b::2b80:0/113", "an IPv4 /17 by NAT64", false],
  ])("is too broad as %s (%s): %s", (prefix, _, broad) => {
    expect(rules({ live: [...vendor, prefix] }).includes("too-broad")).toBe(broad);
  });

  it.each<[string, string[]]>([
    ["two /17", ["43.128.0.0/17", "43.128.128.0/17"]],
    ["512 /25", Array.from({ length: 512 }, (_, i) => `43.128.${i >> 1}.${(i & 1) * 128}/25`)],
    ["a /17 with pieces beside it", ["43.128.0.0/17", "43.128.128.0/18", "43.128.192.0/18", "43.128.1.0/24"]],
    ["two IPv6 /32", ["2600::/32", "2600:1::/32"]],
    ["what is committed and its other half", ["101.32.128.0/17"]],
    ["two halves by NAT64", ["64:ff9b::2b80:0/113", "64:ff9b::2b80:8000/113"]],
  ])("is judged on the aggregated set, whatever the pieces: %s", (_, more) => {
    expect(rules({ live: [...vendor, ...more] })).toContain("too-broad");
  });

  it("says how much would open, of what is new", () => {
    expect(check({ committed: ["20.5.0.0/16"], live: ["20.0.0.0/8", "2600::/12"] })).toMatchObject([
      {
        rule: "too-broad",
        scope: "list",
        prefixes: [
          { prefix: "20.0.0.0/8", addresses: 2n ** 24n - 2n ** 16n },
          { prefix: "2600::/12", addresses: 2n ** 116n },
        ],
        what: "`20.0.0.0/8` would newly open 16,711,680 addresses, `2600::/12` would newly open ≈4.5 quadrillion /64s (new prefixes must be narrower than /16; new IPv6 prefixes can't be broader than /32).",
      },
      { rule: "added-percent" },
    ]);
  });

  it.each([
    ["127.0.0.2", "127.0.0.0/8", "loopback"],
    ["10.20.0.0/16", "10.0.0.0/8", "private"],
    ["172.31.255.255", "172.16.0.0/12", "private"],
    ["192.168.0.0/15", "192.168.0.0/16", "private"],
    ["100.64.0.1", "100.64.0.0/10", "shared (carrier-grade NAT)"],
    ["169.254.1.0/24", "169.254.0.0/16", "link-local"],
    ["192.0.0.8", "192.0.0.0/24", "protocol assignments"],
    ["192.0.2.1", "192.0.2.0/24", "documentation"],
    ["198.19.0.0/16", "198.18.0.0/15", "benchmarking"],
    ["198.51.100.0/24", "198.51.100.0/24", "documentation"],
    ["203.0.113.7", "203.0.113.0/24", "documentation"],
    ["192.88.99.1", "192.88.99.0/24", "reserved (former 6to4 relays)"],
    ["224.0.0.1", "224.0.0.0/4", "multicast"],
    ["250.0.0.0/8", "240.0.0.0/4", "reserved"],
    ["255.255.255.255", "255.255.255.255", "broadcast"],
    ["0.1.2.3", "0.0.0.0/8", "this network"],
    ["172.0.0.0/8", "172.16.0.0/12", "private"],
    ["::", "::", "unspecified"],
    ["::1", "::1", "loopback"],
    ["::cb00:7107", "::/3", "reserved"],
    ["64:ff9b:1::/48", "64:ff9b:1::/48", "local translation (NAT64)"],
    ["100::1", "100::/64", "discard-only"],
    ["2001:0:1::/48", "2001::/32", "Teredo"],
    ["2001:5::/32", "2001::/23", "protocol assignments"],
    ["2001:db8:1::/48", "2001:db8::/32", "documentation"],
    ["2002:cb00:7107::/48", "2002::/16", "6to4"],
    ["2002:a00:1::/48", "2002::/16", "6to4"],
    ["2002::/16", "2002::/16", "6to4"],
    ["3fff::1", "3fff::/20", "documentation"],
    ["5f00::1", "5f00::/16", "segment routing"],
    ["4000::/24", "4000::/2", "reserved"],
    ["fd00::/32", "fc00::/7", "private (unique local)"],
    ["fe80::1", "fe80::/10", "link-local"],
    ["fec0::1", "fec0::/10", "reserved (former site-local)"],
    ["ff02::1", "ff00::/8", "multicast"],
    ["::ffff:10.1.2.3", "10.0.0.0/8", "private"],
    ["64:ff9b::a00:1", "10.0.0.0/8", "private"],
    ["64:ff9b::7f00:0/104", "127.0.0.0/8", "loopback"],
    ["64:ff9b::c0a8:0/112", "192.168.0.0/16", "private"],
    ["64:ff9b::/64", "::/3", "reserved"],
  ])("isn't on the internet, its embedded IPv4 included: %s", (prefix, range, kind) => {
    const found = check({ live: [...vendor, prefix] }).find(({ rule }) => rule === "not-global");
    expect(found).toMatchObject({ scope: "list", prefixes: [{ range, kind }] });
    expect(found?.message).toContain(`(${kind}, ${range})`);
  });

  it.each(["64:ff9b::/96", "64:ff9b::/97", "64:ff9b::a00:0/103", "64:ff9b::808:808/100"])(
    "is refused where it stands for far too much of IPv4: %s",
    (prefix) => {
      expect(rules({ live: [...vendor, prefix] })).toContain("too-broad");
    },
  );

  it.each(["192.0.0.9", "192.0.0.10", "64:ff9b::808:808", "2001:1::1", "2001:4:112::/48", "2001:20::/28"])(
    "passes as %s, which is registered as reachable inside a range that isn't",
    (prefix) => {
      expect(rules({ live: [...vendor, prefix] })).not.toContain("not-global");
    },
  );

  it("names every range that a broad prefix covers", () => {
    const finding = check({ live: [...vendor, "192.0.0.0/8"] }).find(({ rule }) => rule === "not-global");
    expect(finding).toMatchObject({
      prefixes: ["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"].map((range) => ({
        prefix: "192.0.0.0/8",
        range,
      })),
    });
  });

  it.each([
    ["20.5.6.7/8", "20.0.0.0/8", true],
    ["43.128.5.6/16", "43.128.0.0/16", true],
    ["43.128.5.6/23", "43.128.4.0/23", true],
    ["43.128.5.6/24", "43.128.5.0/24", false],
    ["43.128.5.6/25", "43.128.5.0/25", false],
    ["2402:4e01::1/32", "2402:4e01::/32", true],
    ["2402:4e01:0:1::/47", "2402:4e01::/47", true],
    ["2402:4e01:0:1::/48", "2402:4e01::/48", false],
    ["::ffff:43.128.5.6/112", "43.128.0.0/16", true],
    ["::ffff:43.128.0.0/113", "43.128.0.0/17", false],
  ])("has host bits that are more than a matter of spelling in %s: %s %s", (entry, prefix, found) => {
    const changed = entry.startsWith("::ffff") ? "ipv4-mapped" : "host-bits-cleared";
    const adjusted = [{ entry, prefix, changed }] as const;
    const findings = check({ live: [...vendor, prefix], adjusted });
    expect(findings.some(({ rule, scope }) => rule === "host-bits" && scope === "list")).toBe(found);
    if (found) expect(findings[0]?.what).toContain(`"${entry}" (read as \`${prefix}\`)`);
  });

  it.each<[string, string[], string[], boolean]>([
    ["a /18 more than 300% of a /25", apart(1), [...apart(1), "60.0.0.0/18", "61.0.0.0"], true],
    ["exactly a /18", apart(1), [...apart(1), "60.0.0.0/18"], false],
    ["three times as much", apart(4, 17), [...apart(4, 17), ...apart(16, 17).slice(4)], false],
    ["a little more", apart(4, 17), [...apart(4, 17), ...apart(16, 17).slice(4), "99.0.0.0"], true],
    ["an IPv6 /32 and more", ["2402:4e00::/48"], ["2402:4e00::/48", "2600::/32", "2700::1"], true],
    ["exactly an IPv6 /32", ["2402:4e00::/48"], ["2402:4e00::/48", "2600::/32"], false],
    ["a family that is new", apart(1), [...apart(1), "2600::/32", "2602::/32"], false],
    ["the first version", [], apart(200, 17), false],
    ["twice as much by NAT64", apart(1), [...apart(1), "64:ff9b::3c00:0/114", "64:ff9b::3d00:0"], true],
  ])("grows too fast: %s", (_, committed, live, found) => {
    expect(rules({ committed, live }).includes("added-percent")).toBe(found);
  });

  it("grows by as much as it is told that it may", () => {
    const input = { committed: apart(4, 17), live: apart(24, 17) };
    expect(check(input)).toMatchObject([
      {
        rule: "added-percent",
        scope: "list",
        family: "IPv4",
        percent: 500,
        limit: 300,
        what: "IPv4 would grow by 655,360 addresses (500%), more than the 300% allowed.",
      },
    ]);
    expect(rules({ ...input, maxAddedPercent: 499.9 })).toEqual(["added-percent"]);
    expect(rules({ ...input, maxAddedPercent: 500 })).toEqual([]);
  });

  it("isn't held against a list where a person has accepted it before", () => {
    const odd = ["127.0.0.2", "20.0.0.0/8", "64:ff9b::/96"];
    expect(check({ committed: [...vendor, ...odd], live: [...vendor, ...odd, "43.128.0.0/25"] })).toEqual([]);
    expect(check({ live: [...vendor, "127.0.0.2", "43.128.0.0/25"], keep: ["127.0.0.0/8"] })).toEqual([]);
  });
});

describe("what is removed", () => {
  const all = apart(20);

  it.each<[string, string[], string[], number, string[]]>([
    ["6 of 20", all, all.slice(6), 30, []],
    ["7 of 20", all, all.slice(7), 30, ["removed-percent"]],
    ["7 of 20, where 35% may go", all, all.slice(7), 35, []],
    ["7 of 20, where a little less may go", all, all.slice(7), 34.999999, ["removed-percent"]],
    ["4 of 20, where none may go", all, all.slice(4), 0, ["removed-percent"]],
    ["3 of 20, where none may go", all, all.slice(3), 0, []],
    ["all but one", all, all.slice(19), 100, []],
    ["all", all, ["60.0.0.0/25"], 100, ["family-gone"]],
    ["one of three", apart(3), apart(3).slice(1), 30, []],
    ["two of three, 256 addresses", apart(3), apart(3).slice(2), 30, []],
    ["two of three, 1,024 addresses", apart(3, 23), apart(3, 23).slice(2), 30, []],
    ["two of three, 2,048 addresses", apart(3, 22), apart(3, 22).slice(2), 30, ["removed-percent"]],
    ["one of two broad ones, exactly half", apart(2, 17), apart(2, 17).slice(1), 30, []],
    ["all three, few addresses", apart(3), ["60.0.0.0/25"], 30, []],
    ["all three broad ones", apart(3, 17), ["60.0.0.0/25"], 30, ["removed-percent"]],
    ["no prefix, but most of each", apart(5, 20), apart(5, 25), 30, ["removed-percent"]],
    ["no prefix, and half of each", apart(5, 20), apart(5, 21), 30, []],
    [
      "184 narrow ones of 231",
      [...apart(47, 17), ...apart(231).slice(47)],
      apart(47, 17),
      30,
      ["removed-percent"],
    ],
    ["6 narrow ones of 21", [...apart(15, 20), ...apart(21).slice(15)], apart(15, 20), 30, []],
    [
      "4 broad ones of 200, most addresses",
      [...apart(4, 17), ...apart(200).slice(4)],
      apart(200).slice(4),
      30,
      ["removed-percent"],
    ],
  ])("is measured by prefixes and by addresses: %s", (_, committed, live, maxRemovedPercent, found) => {
    const findings = check({ committed, live, maxRemovedPercent });
    expect(findings.map(({ rule }) => rule)).toEqual(found);
    for (const { scope } of findings) expect(scope).toBe("removals");
  });

  it.each<[string, string[], string[], string]>([
    [
      "prefixes",
      all,
      all.slice(7),
      "7 of 20 prefixes are missing from this answer, more than the 30% allowed.",
    ],
    [
      "prefixes of one family of two",
      [...all, "2402:4e00::/32"],
      [...all.slice(7), "2402:4e00::/32"],
      "7 of 20 IPv4 prefixes are missing from this answer, more than the 30% allowed.",
    ],
    [
      "addresses",
      [...apart(4, 17), ...apart(200).slice(4)],
      apart(200).slice(4),
      "131,072 addresses of 156,160 addresses (83.94%) are missing from this answer, more than the 30% allowed.",
    ],
    ["a family", all, ["2402:4e00::/32"], "All 20 IPv4 prefixes are missing from this answer."],
    [
      "few prefixes",
      apart(3, 20),
      apart(3, 20).slice(2),
      "2 of 3 prefixes are missing from this answer: 8,192 addresses of 12,288 addresses (66.67%), more than the 50% allowed.",
    ],
    [
      "the only one",
      ["2402:4e00::/32"],
      apart(1),
      "The only prefix is missing from this answer: ≈4.3 billion /64s of ≈4.3 billion /64s (100%), more than the 50% allowed.",
    ],
    [
      "parts",
      apart(2, 20),
      apart(2, 25),
      "Parts of the prefixes are missing from this answer: 7,936 addresses of 8,192 addresses (96.88%), more than the 50% allowed.",
    ],
  ])("is told with its numbers: %s", (_, committed, live, what) => {
    expect(check({ committed, live }).map((finding) => finding.what)).toEqual([what]);
  });

  it("is measured on the fewest prefixes, so that pieces don't count apart", () => {
    const pieces = Array.from({ length: 8 }, (_, i) => `43.128.0.${32 * i}/27`);
    expect(rules({ committed: [...all, ...pieces], live: all })).toEqual([]);
    expect(rules({ committed: pieces, live: ["60.0.0.0/25"] })).toEqual([]);
  });

  it("doesn't count what a keep block still allows", () => {
    expect(check({ committed: all, live: all.slice(10), keep: all.slice(0, 10) })).toEqual([]);
  });

  it("holds a family back exactly when the numbers say so", () => {
    const { manyPrefixes } = guardrailLimits;
    fc.assert(
      fc.property(tinyPair, tinyList, fc.nat(100), ({ committed, live }, keep, maxRemovedPercent) => {
        fc.pre(live.length > 0);
        const before = countByFamily(addressesOf(committed));
        const staying = addressesOf([...live, ...keep]);
        const lost = countByFamily(difference(addressesOf(committed), staying));
        const findings = guard({ committed, live, keep, maxRemovedPercent });
        for (const [family, colon, key] of [
          ["IPv4", false, "ipv4"],
          ["IPv6", true, "ipv6"],
        ] as const) {
          const own = compare({
            committed: [],
            live: committed.filter((p) => p.includes(":") === colon),
          }).opened;
          const gone = own.filter(
            (prefix) => difference(addressesOf([prefix]), staying).size === addressesOf([prefix]).size,
          );
          const over = (n: number, of: number): boolean => n * 100 > of * maxRemovedPercent;
          const expected =
            gone.length < manyPrefixes // and fewer than 1,024 addresses are in that space
              ? null
              : gone.length === own.length
                ? "family-gone"
                : over(gone.length, own.length) || over(Number(lost[key]), Number(before[key]))
                  ? "removed-percent"
                  : null;
          const found = findings.find(
            (finding) => "family" in finding && finding.family === family && finding.scope === "removals",
          );
          expect(found?.rule ?? null).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("what isn't known", () => {
  it.each([[vendor], [[]]])("holds back an empty answer, with %j committed", (committed) => {
    expect(check({ committed, live: [] })).toMatchObject([
      {
        rule: "empty",
        scope: "list",
        what: "The API returned an empty list.",
        message: "The API returned an empty list. An empty answer is never a reason to empty an allowlist.",
      },
    ]);
  });

  it("holds back entries that are not valid, cut, with what can't be seen spelt out", () => {
    const refused = [
      { entry: "<html>\n::error::", reason: "not an IPv4 or IPv6 address" },
      { entry: "43.132.\u200b0.0/16", reason: "not an IPv4 or IPv6 address" },
      { entry: "43.132.0.0\u00a0/16\u202e", reason: "not an IPv4 or IPv6 address" },
      { entry: "43.132.0.0 /16", reason: "not an IPv4 or IPv6 address" },
      { entry: "x".repeat(1_000), reason: "too long to be an address or CIDR" },
      ...Array.from({ length: 2 }, () => ({ entry: "a", reason: "not an IPv4 or IPv6 address" })),
    ];
    expect(check({ refused })).toMatchObject([
      {
        rule: "refused-entries",
        scope: "list",
        entries: refused,
        what: `7 entries are not valid addresses or prefixes: "<html>\\n::error::", "43.132.\\u200b0.0/16", "43.132.0.0\\u00a0/16\\u202e", "43.132.0.0 /16", "${"x".repeat(64)}…" and 2 more.`,
      },
    ]);
  });

  it("holds back a list whose file can't be read, with what to do, and compares nothing with it", () => {
    const { unreadable } = parseAllowlist(new Uint8Array([0xff]));
    expect(check({ committed: [], live: ["20.0.0.0/8"], unreadable })).toMatchObject([
      {
        rule: "unreadable",
        scope: "list",
        file: "not-utf-8",
        what: "The file isn't valid UTF-8.",
        remedy: "Save it as UTF-8 and run again.",
      },
    ]);
  });

  it("is all that guardAnswer looks for", () => {
    const refused = [{ entry: "localhost", reason: "not an IPv4 or IPv6 address" }];
    for (const input of [{ live: [], refused }, { live: [] }, { live: apart(1), refused }])
      expect(guardAnswer(input)).toEqual(guard({ committed: [], ...input }));
    expect(guardAnswer({ live: [], refused }).map(({ rule }) => rule)).toEqual(["refused-entries", "empty"]);
    expect(guardAnswer({ live: ["127.0.0.1", "64.0.0.0/7"] })).toEqual([]);
  });
});

describe("guard", () => {
  it("reports all that it finds at once", () => {
    const refused = [{ entry: "x", reason: "not an IPv4 or IPv6 address" }];
    expect(rules({ committed: apart(9), live: ["0.0.0.0/2", "2600::/12"], refused })).toEqual([
      "refused-entries",
      "not-global",
      "too-broad",
      "added-percent",
    ]);
    expect(rules({ committed: apart(9), live: ["9.0.0.0/8"] })).toEqual([
      "too-broad",
      "added-percent",
      "family-gone",
    ]);
  });

  it("goes by the drift that it is given", () => {
    const input = { committed: apart(9), live: apart(3), keep: [] };
    expect(guard({ ...input, drift: compare(input) })).toEqual(guard(input));
    expect(guard({ ...input, drift: compare({ committed: [], live: [] }) })).toEqual([]);
  });

  it.each([-1, 101, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses to let %d percent be removed",
    (maxRemovedPercent) => {
      expect(() => check({ maxRemovedPercent })).toThrow(RangeError);
    },
  );

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses to let %d percent be added",
    (maxAddedPercent) => {
      expect(() => check({ maxAddedPercent })).toThrow("Pass a number, 0 or more.");
    },
  );

  it("says little about a hundred thousand prefixes", () => {
    const live = Array.from({ length: 100_000 }, (_, i) => `10.${i >>> 16}.${(i >>> 8) & 255}.${i & 255}`);
    const [finding] = check({ live, committed: [] });
    expect(finding).toMatchObject({
      rule: "not-global",
      message: expect.stringContaining("100,000 prefixes"),
    });
    expect(finding?.message.length).toBeLessThan(500);
  });

  it("holds back all of public IPv4 in pieces, and all of IPv6 in /19s", () => {
    const pieces = compare({
      committed: ["10.0.0.0/8", "0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3"],
      live: ["0.0.0.0/0"],
    }).opened;
    expect(rules({ committed: apart(200), live: [...apart(200), ...pieces] })).toContain("too-broad");
    const nineteens = Array.from(
      { length: 256 },
      (_, i) => `2${(0x400 + 0x20 * i).toString(16).padStart(3, "0").slice(-3)}::/19`,
    );
    expect(rules({ live: [...vendor, ...new Set(nineteens)] })).toContain("too-broad");
  });
});

describe("whatever an answer holds", () => {
  // A second opinion on what isn't on the internet, by Node, without the package's code.
  const special = new BlockList();
  for (const [network, length] of [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["224.0.0.0", 3],
  ] as const)
    special.addSubnet(network, length, "ipv4");

  const anyEntry = fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 6, max: 32 }), fc.boolean())
    .map(([address, length, asMapped]) => {
      const octets = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
      return asMapped ? `::ffff:${octets}/${96 + length}` : `${octets}/${length}`;
    });

  it("nothing is added that the rules name", () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 6 }),
        fc.integer({ min: 0, max: 1_000 }),
        (entries, seed) => {
          const committed = realList(seed).list;
          const parsed = entries.flatMap((entry) => {
            const read = parseEntry(entry);
            return read.ok ? [{ entry, ...read }] : [];
          });
          const live = [...committed, ...parsed.map(({ prefix }) => prefix)];
          const adjusted = parsed.flatMap(({ entry, prefix, changed }) =>
            changed ? [{ entry, prefix, changed }] : [],
          );
          if (guard({ committed, live, adjusted }).some(({ scope }) => scope === "list")) return;
          const drift = compare({ committed, live });
          for (const prefix of drift.opened) {
            const [address = "", length = "32"] = prefix.split("/");
            expect(special.check(address, "ipv4")).toBe(false);
            expect(Number(length)).toBeGreaterThan(16);
          }
          // What was written with host bits is short of a /24 only by a person's choice of another spelling.
          for (const { entry, prefix } of adjusted) {
            const [address = "", length = "32"] = prefix.split("/");
            if (Number(length) < 24) expect(entry.split("/")[0]?.replace("::ffff:", "")).toBe(address);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe("a list of the real shape", () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 });

  it("is let through on a first run", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(guard({ committed: [], live: realList(seed).list })).toEqual([]);
      }),
    );
  });

  it.each([
    ["a few percent at a time", 30, () => [4, 4]],
    ["growth by a tenth at a time", 12, () => [14, 0]],
    ["growth by half at once", 1, () => [70, 0]],
    ["a third replaced over a month", 30, () => [2, 2]],
    [
      "a data centre that comes in a week and goes in another",
      14,
      (step: number) => (step < 7 ? [7, 0] : [0, 7]),
    ],
    ["a quarter less in a day", 1, () => [0, 35]],
  ] as const)("is never held back for drift: %s", (_, steps, amounts) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const moving = realList(seed);
        let committed = moving.list;
        for (let step = 0; step < steps; step++) {
          const [add = 0, remove = 0] = amounts(step);
          const live = moving.move(add, remove);
          expect(guard({ committed, live })).toEqual([]);
          committed = live;
        }
      }),
      { numRuns: 20 },
    );
  });

  it("is held back when half of the answer is missing, and only its removals", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const moving = realList(seed);
        const findings = guard({ committed: moving.list, live: moving.move(5, 71) });
        expect(findings.map(({ scope }) => scope)).toEqual(["removals"]);
      }),
      { numRuns: 20 },
    );
  });
});
