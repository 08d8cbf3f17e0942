import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tinyPrefixes } from "../test/tiny-space.ts";
import { parseAllowlist } from "./parse-allowlist.ts";

const others = "101.32.118.0/24\n";

describe("a bad line that holds exactly one address or prefix counts as committed", () => {
  it.each([
    ["43.132.0.0/16,", "43.132.0.0/16", "trailing comma"],
    ["43.132.0.0/16，", "43.132.0.0/16", "trailing comma"],
    ["43.132.0.0/16、", "43.132.0.0/16", "trailing comma"],
    ["43.132.0.0/16 .", "43.132.0.0/16", "trailing full stop"],
    ["43.132.0.0/16。", "43.132.0.0/16", "trailing full stop"],
    ["43.132.0.7.", "43.132.0.7", "trailing full stop"],
    ["43.132.0.7:", "43.132.0.7", "trailing colon"],
    ["43.132.0.7/", "43.132.0.7", "trailing slash"],
    ["- 43.132.0.0/16", "43.132.0.0/16", "leading hyphen"],
    ["* 43.132.0.0/16", "43.132.0.0/16", "leading asterisk"],
    ['"43.132.0.0/16"', "43.132.0.0/16", "in quotation marks"],
    ['    "43.132.0.0/16",', "43.132.0.0/16", "in quotation marks"],
    ["'43.132.0.0/16'", "43.132.0.0/16", "in quotation marks"],
    ["[2402:4e00::1]", "2402:4e00::1", "in brackets"],
    ["(43.132.0.0/16)", "43.132.0.0/16", "in brackets"],
    ["| 43.132.0.0/16 |", "43.132.0.0/16", "punctuation around it"],
    ["2402:4E00::/32,", "2402:4e00::/32", "trailing comma"],
    ["2402:4e00::.", "2402:4e00::", "trailing full stop"],
    [".43.132.0.7.", "43.132.0.7", "punctuation around it"],
    ["::,", "::", "trailing comma"],
    ["-::1", "::1", "leading hyphen"],
    ["43.132.0.0 /16", "43.132.0.0/16", "space inside"],
    ["43.132.0.0/ 16", "43.132.0.0/16", "space inside"],
    ["43.132.0.0/16\u200b", "43.132.0.0/16", "characters that can't be seen, or full-width ones"],
    ["43.132.\u200b0.0/16", "43.132.0.0/16", "characters that can't be seen, or full-width ones"],
    ["\u202a43.132.0.0/16\u202c", "43.132.0.0/16", "characters that can't be seen, or full-width ones"],
    ["\u001243.132.0.0/16", "43.132.0.0/16", "leading punctuation"],
    ["43.132.0.0/16\u0007", "43.132.0.0/16", "trailing punctuation"],
    ["43.132.0.0/16\ue000", "43.132.0.0/16", "trailing punctuation"],
    ["43.132.\ufeff0.0/16", "43.132.0.0/16", "characters that can't be seen, or full-width ones"],
    ["43.132.0.0/16\u0301", "43.132.0.0/16", "trailing punctuation"],
    ["⚠️ 43.132.0.0/16", "43.132.0.0/16", "leading punctuation"],
    ["４３．１３２．０．０／１６", "43.132.0.0/16", "characters that can't be seen, or full-width ones"],
    ["43。132。0。0/16", "43.132.0.0/16", "characters that can't be seen, or full-width ones"],
  ])("%s", (line, recovered, reason) => {
    expect(parseAllowlist(`${others}${line}\n`)).toMatchObject({
      prefixes: expect.arrayContaining(["101.32.118.0/24", recovered]),
      invalid: [{ line: 2, text: line, reason, recovered }],
      unreadable: null,
    });
  });

  it.each([
    "43.132.0.0/16 43.133.0.0/16",
    "43.132.0.1-43.132.0.9",
    "43.132.0.1,43.132.0.9",
    "43.132.0.0 255.255.0.0",
    "allow 43.132.0.0/16",
    "43.132.0.0/16 office",
    "43.132.0.7:443",
    "http://43.132.0.7/",
    "043.132.0.0/16",
    "43.132.0.0/33",
    "43.132/16",
    "2402:4e00::1%eth0",
    "2402:4e00",
    ":4e00:13::/48",
    "43.132.\u00850.0/16",
    "43.132.0\u0301.0/16",
    "2402:4e00::1:",
    ":2402:4e00:0:0:0:0:0:1",
    "<<<<<<< HEAD",
    "12",
    ",",
    `43.132.0.0/16${",".repeat(200)}`,
  ])("but not if it holds more, or none: %s", (line) => {
    const { prefixes, invalid } = parseAllowlist(`${others}${line}\n`);
    expect({ prefixes, recovered: invalid.map(({ recovered }) => recovered) }).toEqual({
      prefixes: ["101.32.118.0/24"],
      recovered: [null],
    });
  });

  it.each([
    ["43.132.5.0/2%", "0.0.0.0/2", true],
    ["43.132.5.6/16,", "43.132.0.0/16", true],
    ["(43.132.5.0/23)", "43.132.4.0/23", true],
    ['"2402:4e00:2c::/8"', "2400::/8", true],
    ["2402:4e00:0:1::/47;x", null, false],
    ["- 2402:4e00:0:1::/47", "2402:4e00::/47", true],
    ["43.132.5.6/24,", "43.132.5.0/24", false],
    ["43.132.0.0/16,", "43.132.0.0/16", false],
    ["2402:4e00:0:1::/48,", "2402:4e00::/48", false],
  ])(
    "and where its prefix length covers far more than its address, the file can't be relied on: %s",
    (line, recovered, isDoubtful) => {
      const { invalid, unreadable } = parseAllowlist(`${others}${line}\n`);
      expect(invalid[0]?.recovered ?? null).toBe(recovered);
      expect(unreadable?.message ?? "").toBe(
        isDoubtful
          ? "The file has a damaged line with a prefix length that covers far more than its address (line 2). Correct the prefix length, or remove the line."
          : "",
      );
    },
  );

  it("whatever the punctuation and the address", () => {
    const punctuation = fc.string({ unit: fc.constantFrom(..." ,，、'\"()[]{}<>|*+-"), maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...tinyPrefixes), punctuation, punctuation, ({ text }, before, after) => {
        expect(parseAllowlist(`${before}${text}${after}`).prefixes).toEqual([text]);
      }),
    );
  });
});
