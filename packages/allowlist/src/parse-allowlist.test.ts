import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllowlist } from "./parse-allowlist.ts";

describe("files", () => {
  it("reads files as editors and people leave them", () => {
    const text = [
      "\uFEFF# list: webhook-china",
      "",
      "203.0.113.9 # trailing",
      "\t203.0.113.8;another",
      "  ; a whole line",
      "2001:DB8::/32\u00a0",
      "203.0.113.9/32",
      "   ",
    ].join("\r\n");
    expect(parseAllowlist(text)).toEqual({
      prefixes: ["203.0.113.8", "203.0.113.9", "2001:db8::/32"],
      keep: [],
      invalid: [],
      adjusted: [],
      nearMisses: [],
      unreadable: null,
    });
  });

  it.each(["\n", "\r\n", "\r"])("takes %j as the end of a line", (end) => {
    expect(parseAllowlist(["1.1.1.1", "nonsense", "2.2.2.2"].join(end))).toMatchObject({
      prefixes: ["1.1.1.1", "2.2.2.2"],
      invalid: [{ line: 2, text: "nonsense" }],
    });
  });

  it("reports each bad line with its number, its text as written and a reason", () => {
    const text = "1.1.1.1\n\n# fine\n  10/8 # not this way\n<html>\n2.2.2.2 3.3.3.3\n";
    expect(parseAllowlist(text).invalid).toEqual([
      {
        line: 4,
        text: "  10/8 # not this way",
        kind: "short-form",
        reason: "a short form of an IPv4 address",
        recovered: null,
      },
      {
        line: 5,
        text: "<html>",
        kind: "not-an-address",
        reason: "not an IPv4 or IPv6 address",
        recovered: null,
      },
      {
        line: 6,
        text: "2.2.2.2 3.3.3.3",
        kind: "not-an-address",
        reason: "not an IPv4 or IPv6 address",
        recovered: null,
      },
    ]);
  });

  it("reports entries that mean something else than they seem to", () => {
    expect(parseAllowlist("10.1.2.3/8\n::ffff:1.2.3.4\n1.1.1.1\n")).toMatchObject({
      prefixes: ["1.1.1.1", "1.2.3.4", "10.0.0.0/8"],
      adjusted: [
        { line: 1, text: "10.1.2.3/8", prefix: "10.0.0.0/8", changed: "host-bits-cleared" },
        { line: 2, text: "::ffff:1.2.3.4", prefix: "1.2.3.4", changed: "ipv4-mapped" },
      ],
    });
  });

  it.each(["", "\n", "\uFEFF", "# only a comment"])("reads %j as an empty list", (text) => {
    expect(parseAllowlist(text)).toEqual({
      prefixes: [],
      keep: [],
      invalid: [],
      adjusted: [],
      nearMisses: [],
      unreadable: null,
    });
  });

  it("takes any text without throwing, and accounts for every line", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0129.:/#;kep \n\r\t\uFEFF"), maxLength: 300 }),
        (text) => {
          const { invalid } = parseAllowlist(text);
          for (const { line, text: shown } of invalid) {
            expect(text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)[line - 1]).toBe(shown);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("keep blocks", () => {
  it("end with the next blank or comment line", () => {
    const text = [
      "1.1.1.1",
      "# keep: the office",
      "9.9.9.9",
      "8.8.8.8",
      "",
      "2.2.2.2",
      "# keep",
      "7.7.7.7 # with a note",
      "; a comment",
      "3.3.3.3",
    ].join("\n");
    expect(parseAllowlist(text)).toMatchObject({
      prefixes: ["1.1.1.1", "2.2.2.2", "3.3.3.3"],
      keep: [
        { reason: "the office", prefixes: ["8.8.8.8", "9.9.9.9"] },
        { reason: null, prefixes: ["7.7.7.7"] },
      ],
    });
  });

  it.each([
    ["# keep", null],
    ["#keep", null],
    ["  # keep  ", null],
    ["# Keep", null],
    ["# keep:", null],
    ["# keep: ", null],
    ["# keep:why", "why"],
    ["# keep : why", "why"],
    ["# keep：办公室", "办公室"],
    ["#keep： 办公室 ", "办公室"],
    ["# keep：", null],
    ["# keep: why: because # of that", "why: because # of that"],
    ["# keep: a\u0007b\u2028c", "a b c"],
  ])("begin at %j", (comment, reason) => {
    expect(parseAllowlist(`${comment}\n1.1.1.1\n`)).toMatchObject({
      prefixes: [],
      keep: [{ reason, prefixes: ["1.1.1.1"] }],
    });
  });

  it.each(["# keeper", "# keep these", "; keep", "## keep", "# do keep", "1.2.3.4 # keep"])(
    "don't begin at %j",
    (comment) => {
      expect(parseAllowlist(`${comment}\n1.1.1.1\n`)).toMatchObject({
        prefixes: expect.arrayContaining(["1.1.1.1"]),
        keep: [],
      });
    },
  );

  it("continue after a bad line, which makes the file unreadable", () => {
    expect(parseAllowlist("# keep: us\n1.1.1.1\n10.0.0.0/33\n2.2.2.2,\n3.3.3.3\n")).toMatchObject({
      prefixes: [],
      keep: [{ reason: "us", prefixes: ["1.1.1.1", "3.3.3.3"] }],
      invalid: [
        { line: 3, text: "10.0.0.0/33", reason: expect.stringMatching(/above 32, in a keep block$/) },
        { line: 4, text: "2.2.2.2,", recovered: null },
      ],
      unreadable: {
        why: "bad-line-in-keep",
        what: "has a line below `# keep` that is not a valid address or prefix (line 3)",
      },
    });
  });

  it("are left out when they hold no entry", () => {
    expect(parseAllowlist("# keep: nothing\n\n# keep\n# keep: one\n1.1.1.1").keep).toMatchObject([
      { reason: "one", prefixes: ["1.1.1.1"] },
    ]);
  });

  it("have their lines as the person wrote them", () => {
    const block =
      "  # Keep：Büro \t\n\t198.51.100.7/32   # Bob's desk; first floor\n2001:DB8:0:0::/32;x\n10.1.2.3/8";
    const [kept] = parseAllowlist(`1.1.1.1\n\n${block}\n\n2.2.2.2\n`).keep;
    expect(kept).toEqual({
      reason: "Büro",
      prefixes: ["10.0.0.0/8", "198.51.100.7", "2001:db8::/32"],
      text: block,
    });
  });
});

describe("hostile files", () => {
  it("of a hundred thousand bad lines are reported in full", () => {
    const { invalid, prefixes } = parseAllowlist("999.999.999.999/99\n".repeat(100_000));
    expect([invalid.length, prefixes.length, invalid.at(-1)?.line]).toEqual([100_000, 0, 100_000]);
  });

  it("of a hundred thousand entries are read in full", () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `${1 + (i >>> 16)}.${(i >>> 8) & 255}.${i & 255}.0/24`,
    );
    expect(parseAllowlist(lines.reverse().join("\n")).prefixes).toHaveLength(100_000);
  });

  it("of one huge line are reported with the line cut", () => {
    for (const filling of ["1", " ", "a.", "1:", "#", "\u00a0x"]) {
      const { invalid } = parseAllowlist(`x${filling.repeat(2_000_000)}y`);
      expect(invalid).toHaveLength(1);
      expect(invalid[0]?.text).toMatch(/^x.{199}…$/u);
    }
  });
});
