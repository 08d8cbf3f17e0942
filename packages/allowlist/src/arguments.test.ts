import { describe, expect, it } from "vitest";
import * as allowlist from "./index.ts";

/** The package as callers without types see it. */
const untyped = allowlist as unknown as Record<string, (...args: unknown[]) => unknown>;

function call(name: string, ...args: unknown[]): unknown {
  return untyped[name]?.(...args);
}

describe("a call that can't work is refused with what to pass", () => {
  it.each<[string, unknown[], string, RegExp]>([
    ["compare", [{}], "compare({ committed })", /is missing\. Pass an array of prefixes/],
    ["compare", [{ committed: [] }], "compare({ live })", /is missing/],
    ["compare", [{ committed: [], live: "all.txt" }], "compare({ live })", /is a text \("all\.txt"\)/],
    ["compare", [], "compare(input)", /is missing\. Pass an object: `\{ committed, live \}`/],
    ["compare", [["1.1.1.1"]], "compare(input)", /is an array/],
    ["compare", [{ committed: [], live: [], keep: "1.1.1.1" }], "compare({ keep })", /Pass the `keep` that/],
    ["compare", [{ committed: [], live: [], keep: [{}] }], "compare({ keep })[].prefixes", /is missing/],
    [
      "compare",
      [{ committed: allowlist.parseAllowlist(""), live: [] }],
      "compare({ committed })",
      /is an object\. .*the `prefixes` that/,
    ],
    ["compare", [{ committed: Promise.resolve([]), live: [] }], "compare({ committed })", /is a promise/],
    ["guard", [{}], "guard({ committed })", /is missing/],
    ["guard", [null], "guard(input)", /is null/],
    ["guardAnswer", [{}], "guardAnswer({ live })", /is missing/],
    [
      "createMatcher",
      ["chat-ips/all.txt"],
      "createMatcher(prefixes)",
      /is a text \("chat-ips\/all\.txt"\)\. .*parseAllowlist/,
    ],
    ["createMatcher", [], "createMatcher(prefixes)", /is missing/],
    ["aggregate", ["10.0.0.0/8"], "aggregate(prefixes)", /is a text/],
    ["countAddresses", [5], "countAddresses(prefixes)", /is a number/],
    ["sortPrefixes", ["1.1.1.1"], "sortPrefixes(prefixes)", /is a text/],
    ["answerDigest", [undefined], "answerDigest(prefixes)", /is missing/],
    ["confirmRemovals", [{ committed: [], first: [] }], "confirmRemovals({ second })", /is missing/],
    ["formatAllowlist", [{ header: [], keep: [] }], "formatAllowlist({ prefixes })", /is missing/],
    ["parseAllowlist", [undefined], "parseAllowlist(file)", /is undefined\. Pass the content of the file/],
    ["parseAllowlist", [{ path: "x" }], "parseAllowlist(file)", /is an object/],
    [
      "render",
      [{ name: "all", prefixes: [] }, "iptables"],
      "format",
      /is "iptables", which is not a format\. Pass one of nginx, apache/,
    ],
    ["render", [{ name: "all", prefixes: [] }, "toString"], "format", /not a format/],
    ["render", [{ name: "all", prefixes: [] }], "format", /is missing/],
    ["render", [{ prefixes: [] }, "nginx"], "name", /is missing\. Pass the list's name/],
    ["render", [{ name: "All", prefixes: [] }, "nginx"], "name", /is "All", which is not a valid name/],
    ["render", [{ name: "all" }, "nginx"], "render({ prefixes })", /is missing/],
    ["render", ["all", "nginx"], "render(list)", /is a text/],
    ["formatFileNames", ["all", "iptables"], "format", /not a format/],
  ])("%s: case %#", (name, args, argument, message) => {
    const error = ((): unknown => {
      try {
        return call(name, ...args);
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(allowlist.InvalidArgumentError);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument });
    expect((error as Error).message).toMatch(message);
  });

  it("an entry that isn't a text is refused like one that isn't an address", () => {
    expect(() => call("aggregate", [5])).toThrow('"5" is not a text');
    expect(call("parseEntry", undefined)).toEqual({ ok: false, kind: "not-text", reason: "not a text" });
  });

  it("shows only the start of a long text", () => {
    expect(() => call("createMatcher", "x".repeat(1_000))).toThrow(/^.{1,300}$/);
  });
});

describe("keep blocks", () => {
  const { keep } = allowlist.parseAllowlist("# keep: office\n43.128.0.0/17\n\n# keep\n101.32.0.0/24\n");
  const prefixes = ["43.128.0.0/17", "101.32.0.0/24"];

  it("are taken by compare and guard, as their prefixes are", () => {
    const lists = { committed: ["43.128.0.0/16"], live: ["101.32.0.0/23"] };
    expect(allowlist.compare({ ...lists, keep })).toEqual(allowlist.compare({ ...lists, keep: prefixes }));
    expect(allowlist.guard({ ...lists, keep })).toEqual(allowlist.guard({ ...lists, keep: prefixes }));
    expect(allowlist.compare({ ...lists, keep: [...keep, "9.9.9.9"] }).gained).toEqual({
      ipv4: 256n,
      ipv6: 0n,
    });
  });
});

describe("a drift as JSON", () => {
  it("has decimal texts for numbers of addresses, and everything else as it is", () => {
    const drift = allowlist.compare({ committed: ["1.0.0.0/24"], live: ["1.0.0.0/25", "2402:4e00::/32"] });
    expect(JSON.parse(JSON.stringify({ drift }))).toEqual({
      drift: {
        differs: true,
        cosmetic: false,
        added: [
          { prefix: "1.0.0.0/25", relation: "narrowed", counterparts: ["1.0.0.0/24"], addresses: "0" },
          { prefix: "2402:4e00::/32", relation: "new", counterparts: [], addresses: `${2n ** 96n}` },
        ],
        removed: [
          { prefix: "1.0.0.0/24", relation: "narrowed", counterparts: ["1.0.0.0/25"], addresses: "128" },
        ],
        changes: [
          {
            kind: "narrowed",
            family: "IPv4",
            before: ["1.0.0.0/24"],
            after: ["1.0.0.0/25"],
            gained: "0",
            lost: "128",
            key: "narrowed|1.0.0.0/24|1.0.0.0/25|0|128",
          },
          {
            kind: "new",
            family: "IPv6",
            before: [],
            after: ["2402:4e00::/32"],
            gained: `${2n ** 96n}`,
            lost: "0",
            key: `new||2402:4e00::/32|${2n ** 96n}|0`,
          },
        ],
        opened: ["2402:4e00::/32"],
        closed: ["1.0.0.128/25"],
        gained: { ipv4: "0", ipv6: `${2n ** 96n}` },
        lost: { ipv4: "128", ipv6: "0" },
      },
    });
    expect(Object.keys(drift)).not.toContain("toJSON");
  });
});
