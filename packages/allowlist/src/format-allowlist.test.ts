import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shuffledTwice, tinyList } from "../test/tiny-space.ts";
import { InvalidPrefixError } from "./errors.ts";
import { formatAllowlist } from "./format-allowlist.ts";
import { parseAllowlist } from "./parse-allowlist.ts";

describe("written files", () => {
  it("hold the header, the prefixes sorted and each once, then the keep blocks", () => {
    const text = formatAllowlist({
      header: ["Chat IP allowlist: webhook-china", "", "Managed by chat-ip"],
      prefixes: [
        "2001:db8::1",
        "10.0.0.0/8",
        "9.0.0.0/8",
        "2001:db8::/32",
        "10.0.0.0/8",
        "100.0.0.1",
        "10.0.0.0/16",
      ],
      keep: [
        { reason: "the office", prefixes: ["7.7.7.7", "6.6.6.6"] },
        { reason: null, prefixes: ["5.5.5.5"] },
        { reason: "nothing", prefixes: [] },
      ],
    });
    expect(text).toBe(`# Chat IP allowlist: webhook-china
#
# Managed by chat-ip

9.0.0.0/8
10.0.0.0/8
10.0.0.0/16
100.0.0.1
2001:db8::/32
2001:db8::1

# keep: the office
6.6.6.6
7.7.7.7

# keep
5.5.5.5
`);
  });

  it.each([
    [{ header: [], prefixes: [], keep: [] }, ""],
    [{ header: ["x"], prefixes: [], keep: [] }, "# x\n"],
    [{ header: [], prefixes: ["1.1.1.1"], keep: [] }, "1.1.1.1\n"],
    [{ header: [], prefixes: [], keep: [{ reason: null, prefixes: ["1.1.1.1"] }] }, "# keep\n1.1.1.1\n"],
  ])("leave out empty parts: %j", (file, text) => {
    expect(formatAllowlist(file)).toBe(text);
  });

  it("write prefixes in normal form, and refuse texts that are not prefixes", () => {
    expect(formatAllowlist({ header: [], prefixes: ["10.1.2.3/8", "::FFFF:1.2.3.4/128"], keep: [] })).toBe(
      "1.2.3.4\n10.0.0.0/8\n",
    );
    expect(() => formatAllowlist({ header: [], prefixes: ["1.1.1.1\n0.0.0.0/0"], keep: [] })).toThrow(
      InvalidPrefixError,
    );
  });

  const hostileText = fc.string({ unit: fc.constantFrom(..."ke:p#; \n\r\u0085\u2028\0 1.2.3.4/\uFEFF") });
  const anyFile = fc.record({
    header: fc.array(fc.oneof(hostileText, fc.constant("keep: header")), { maxLength: 3 }),
    prefixes: tinyList,
    keep: fc.array(fc.record({ reason: fc.option(hostileText), prefixes: tinyList }), { maxLength: 3 }),
  });

  it("mean the same when they are read again, whatever the header and the reasons contain", () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const read = parseAllowlist(formatAllowlist(file));
        const plain = parseAllowlist(formatAllowlist({ ...file, header: [], keep: [] }));
        expect(read.prefixes).toEqual(plain.prefixes);
        expect(read.invalid).toEqual([]);
        expect(read.keep.map(({ prefixes }) => prefixes.length > 0)).toEqual(
          file.keep.filter(({ prefixes }) => prefixes.length > 0).map(() => true),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("are byte for byte the same when they are read and written again", () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const text = formatAllowlist(file);
        expect(formatAllowlist({ header: file.header, ...parseAllowlist(text) })).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "# keep: office\n198.51.100.7",
    "  # Keep：办公室  \n\t10.1.2.3/8 # Bob\n2001:DB8:0::1;x\n198.51.100.7/32  ",
    "#keep\n7.7.7.7\n6.6.6.6\n7.7.7.7",
    "# keep:\u2028a\u0007b\n1.2.3.4",
  ])("hold a person's keep block byte for byte: %j", (block) => {
    const { keep } = parseAllowlist(Buffer.from(`9.9.9.9\n${block}\n\n8.8.8.8\n`));
    const written = formatAllowlist({ header: ["x"], prefixes: ["8.8.8.8"], keep });
    expect(written).toBe(`# x\n\n8.8.8.8\n\n${block}\n`);
    expect(parseAllowlist(written).keep).toEqual(keep);
  });

  it("make LF of a keep block's line ends", () => {
    const { keep } = parseAllowlist("# keep: office\r\n1.1.1.1\r\n\r\n");
    expect(formatAllowlist({ header: [], prefixes: [], keep })).toBe("# keep: office\n1.1.1.1\n");
  });

  it("don't depend on the order of the prefixes", () => {
    fc.assert(
      fc.property(
        shuffledTwice(tinyList),
        shuffledTwice(tinyList),
        ([prefixes, prefixesAgain], [kept, keptAgain]) => {
          const write = (a: string[], b: string[]): string =>
            formatAllowlist({ header: [], prefixes: a, keep: [{ reason: null, prefixes: b }] });
          expect(write(prefixesAgain, keptAgain)).toBe(write(prefixes, kept));
        },
      ),
    );
  });
});
