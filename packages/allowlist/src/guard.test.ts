import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesOf, countByFamily, difference, tinyList, tinyPair } from "../test/tiny-space.ts";
import { type Finding, type GuardInput, guard, guardAnswer } from "./guard.ts";

const vendor = ["101.32.0.0/16", "2402:4e00::/32"];

function check(input: Partial<GuardInput>): readonly Finding[] {
  return guard({ committed: vendor, live: vendor, ...input });
}

function rules(input: Partial<GuardInput>): string[] {
  return check(input).map((finding) => finding.rule);
}

describe("guard", () => {
  it("has nothing to say about a list that stays as it is, or grows", () => {
    expect(check({})).toEqual([]);
    expect(check({ live: [...vendor, "43.128.0.0/10", "240d:c000::/19"] })).toEqual([]);
    expect(check({ committed: [] })).toEqual([]);
  });

  it.each([[vendor], [[]]])("holds back an empty list, with %j committed", (committed) => {
    expect(check({ committed, live: [] })).toEqual([
      {
        rule: "empty",
        message: "The answer holds no addresses. That is never a reason to empty an allowlist.",
      },
    ]);
  });

  it.each([
    ["64.0.0.0/7", true],
    ["64.0.0.0/8", false],
    ["2600::/18", true],
    ["2600::/19", false],
  ])("on the breadth of %s says %s", (prefix, broad) => {
    expect(rules({ live: [...vendor, prefix] }).includes("too-broad")).toBe(broad);
  });

  it("names the broad prefixes", () => {
    expect(check({ live: [...vendor, "64.0.0.0/7", "2600::/12"] })).toEqual([
      {
        rule: "too-broad",
        prefixes: ["64.0.0.0/7", "2600::/12"],
        message:
          "2 prefixes are broader than IPv4 /8 or IPv6 /19: 64.0.0.0/7, 2600::/12. No single service has that many addresses.",
      },
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
    ["3fff::1", "3fff::/20", "documentation"],
    ["5f00::1", "5f00::/16", "segment routing"],
    ["4000::/24", "4000::/2", "reserved"],
    ["fd00::/32", "fc00::/7", "private (unique local)"],
    ["fe80::1", "fe80::/10", "link-local"],
    ["fec0::1", "fec0::/10", "reserved (former site-local)"],
    ["ff02::1", "ff00::/8", "multicast"],
  ])("finds that %s isn't on the internet", (prefix, range, kind) => {
    expect(check({ live: [...vendor, prefix] })).toEqual([
      {
        rule: "not-global",
        prefixes: [{ prefix, range, kind }],
        message: `1 prefix touches addresses that can't be reached over the internet: ${prefix} (${kind}, ${range}). A public service isn't there.`,
      },
    ]);
  });

  it.each(["192.0.0.9", "192.0.0.10", "64:ff9b::808:808", "2001:1::1", "2001:4:112::/48", "2001:20::/28"])(
    "lets %s pass, which is registered as reachable inside a range that isn't",
    (prefix) => {
      expect(check({ live: [...vendor, prefix] })).toEqual([]);
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
    ["IPv4", ["101.32.0.0/17", "101.33.0.0/16", "2402:4e00::/32"], ["2402:4e00::/32"], 2],
    ["IPv6", vendor, ["101.32.0.0/16"], 1],
  ])("finds that %s is gone", (family, committed, live, prefixes) => {
    const message = `${family} is gone from the list: ${prefixes} ${family} ${prefixes === 1 ? "prefix" : "prefixes"} before, none now. More likely the answer is incomplete.`;
    expect(check({ committed, live })).toEqual([{ rule: "family-gone", family, prefixes, message }]);
  });

  it.each([
    [30, 3, true],
    [30, 4, false],
    [40, 4, true],
    [39.999999, 4, false],
    [0, 0, true],
    [0, 1, false],
    [100, 9, true],
  ])("with %d %% allowed lets %d tenths go: %s", (maxRemovedPercent, tenths, passes) => {
    const committed = Array.from({ length: 10 }, (_, i) => `101.32.${i}.0/24`);
    expect(rules({ committed, live: committed.slice(tenths), maxRemovedPercent })).toEqual(
      passes ? [] : ["removed-percent"],
    );
  });

  it("lets 30 % go unless told otherwise, and says how much it is", () => {
    const committed = ["101.32.0.0/24", "2402:4e00::/32"];
    expect(check({ committed, live: ["101.32.0.128/25", "101.32.0.0/26", "2402:4e00::/32"] })).toEqual([]);
    expect(check({ committed, live: ["101.32.0.0/25", "101.32.0.128/27", "2402:4e00::/32"] })).toEqual([
      {
        rule: "removed-percent",
        family: "IPv4",
        percent: 37.5,
        limit: 30,
        message:
          "37.5 % of the committed IPv4 addresses (96 of 256) would be removed, more than the 30 % that may go at once.",
      },
    ]);
  });

  it("measures each family apart, so that IPv6 can't hide what IPv4 loses", () => {
    expect(check({ committed: vendor, live: ["101.32.0.0/17", "2402:4e00::/32"] })).toMatchObject([
      { rule: "removed-percent", family: "IPv4", percent: 50 },
    ]);
    expect(check({ committed: vendor, live: ["101.32.0.0/16", "2402:4e00::/33"] })).toMatchObject([
      { rule: "removed-percent", family: "IPv6", percent: 50 },
    ]);
  });

  it("holds a family back exactly when it loses more than its share", () => {
    fc.assert(
      fc.property(tinyPair, tinyList, fc.nat(100), ({ committed, live }, keep, maxRemovedPercent) => {
        fc.pre(live.length > 0);
        const before = countByFamily(addressesOf(committed));
        const lost = countByFamily(difference(addressesOf(committed), addressesOf([...live, ...keep])));
        const held = guard({ committed, live, keep, maxRemovedPercent }).flatMap((finding) =>
          finding.rule === "removed-percent" ? [finding.family] : [],
        );
        const hasAny = (colon: boolean): boolean => live.some((prefix) => prefix.includes(":") === colon);
        const over = (n: bigint, of: bigint): boolean => Number(n) * 100 > Number(of) * maxRemovedPercent;
        expect(held).toEqual([
          ...(hasAny(false) && over(lost.ipv4, before.ipv4) ? ["IPv4"] : []),
          ...(hasAny(true) && over(lost.ipv6, before.ipv6) ? ["IPv6"] : []),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it("doesn't count what a keep block still allows, and doesn't judge the block itself", () => {
    expect(
      check({ live: ["101.32.0.0/17", "2402:4e00::/32"], keep: ["101.32.128.0/17", "10.0.0.0/8"] }),
    ).toEqual([]);
  });

  it("reports entries that are no addresses, cut and on one line", () => {
    const refused = [
      { entry: "<html>\n::error::", reason: "not an IPv4 or IPv6 address" },
      { entry: "x".repeat(1_000), reason: "too long to be an address or CIDR" },
      ...Array.from({ length: 5 }, () => ({ entry: "a", reason: "not an IPv4 or IPv6 address" })),
    ];
    expect(check({ refused })).toEqual([
      {
        rule: "refused-entries",
        entries: refused,
        message: `The answer holds 7 entries that are no addresses: "<html> ::error::", "${"x".repeat(64)}…", "a", "a", "a" and 2 more. It may be damaged, or be for something else.`,
      },
    ]);
  });

  it("reports all that it finds at once", () => {
    const findings = rules({
      live: ["0.0.0.0/1"],
      refused: [{ entry: "x", reason: "not an IPv4 or IPv6 address" }],
    });
    expect(findings).toEqual(["refused-entries", "too-broad", "not-global", "family-gone"]);
    expect(rules({ live: [], refused: [{ entry: "x", reason: "no" }] })).toEqual([
      "refused-entries",
      "empty",
    ]);
  });

  it.each([-1, 101, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses a limit of %d %%",
    (maxRemovedPercent) => {
      expect(() => check({ maxRemovedPercent })).toThrow(RangeError);
    },
  );

  it("takes a hundred thousand prefixes", () => {
    const live = Array.from({ length: 100_000 }, (_, i) => `10.${i >>> 16}.${(i >>> 8) & 255}.${i & 255}`);
    const [finding] = check({ live, committed: [] });
    expect(finding).toMatchObject({
      rule: "not-global",
      message: expect.stringContaining("100000 prefixes"),
    });
    expect(finding?.message.length).toBeLessThan(500);
  });
});

describe("guardAnswer", () => {
  const refused = [{ entry: "localhost", reason: "no address" }];

  it("finds what guard finds where nothing is committed", () => {
    for (const input of [{ live: [], refused }, { live: [] }, { live: ["101.32.0.0/16"], refused }])
      expect(guardAnswer(input)).toEqual(guard({ committed: [], ...input }));
    expect(guardAnswer({ live: [], refused }).map(({ rule }) => rule)).toEqual(["refused-entries", "empty"]);
  });

  it("has nothing to say about what a list holds", () => {
    expect(guardAnswer({ live: ["127.0.0.1", "64.0.0.0/7"] })).toEqual([]);
  });
});
