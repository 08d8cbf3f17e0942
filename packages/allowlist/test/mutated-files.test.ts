import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, formatAllowlist, parseAllowlist, parseEntry } from "../src/index.ts";
import { realList } from "./real-shape.ts";

const keep = [{ reason: "办公室", prefixes: ["198.51.100.0/29"] }];
const file = Buffer.from(
  formatAllowlist({ header: ["all: every server"], prefixes: realList(3).list, keep }),
);

/** What happens to files: each gives other bytes. */
const mutations: fc.Arbitrary<Buffer> = fc.oneof(
  fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
    const copy = Buffer.from(file);
    copy[at] = (copy[at] ?? 0) ^ bits;
    return copy;
  }),
  fc.nat(file.length).map((end) => file.subarray(0, end)),
  fc.nat(file.length).map((start) => file.subarray(start)),
  fc.nat(file.length).map((end) => Buffer.concat([file.subarray(0, end), file])),
  fc
    .tuple(
      fc.nat(file.length),
      fc.constantFrom(
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> update\n",
        "\0",
        "\r",
        ",",
        "，",
        "\u200b",
        " ",
        "\n\n",
      ),
    )
    .map(([at, text]) => Buffer.concat([file.subarray(0, at), Buffer.from(text), file.subarray(at)])),
  fc
    .constantFrom("utf16le" as const, "latin1" as const)
    .map((encoding) => Buffer.from(file.toString("utf8"), encoding)),
);

/** The prefixes of lines that hold an entry and nothing else, read by a rule of its own. */
function plainLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => {
    const parsed = parseEntry(line.trim());
    return parsed.ok ? [parsed.prefix] : [];
  });
}

describe("a committed file, whatever happened to it,", () => {
  const numRuns = 5_000;

  it("is unreadable, or has every address that a line of it holds, so that each removal is counted", () => {
    fc.assert(
      fc.property(mutations, (bytes) => {
        const read = parseAllowlist(bytes);
        if (read.unreadable) return;
        const all = new Set([...read.prefixes, ...read.keep.flatMap(({ prefixes }) => prefixes)]);
        expect(plainLines(bytes.toString("utf8")).filter((prefix) => !all.has(prefix))).toEqual([]);
        // What an empty proposal would remove is all of it.
        const gone = compare({ committed: read.prefixes, live: [] });
        expect(gone.removed.map(({ prefix }) => prefix)).toEqual(read.prefixes);
      }),
      { numRuns },
    );
  });

  it("is unreadable, or gives back each line of a keep block byte for byte", () => {
    fc.assert(
      fc.property(mutations, (bytes) => {
        const { unreadable, keep: blocks } = parseAllowlist(bytes);
        if (unreadable) return;
        const written = Buffer.from(formatAllowlist({ header: [], prefixes: [], keep: blocks }));
        const lines = written.toString("utf8").split("\n").filter(Boolean);
        expect(lines.filter((line) => !bytes.includes(Buffer.from(line)))).toEqual([]);
      }),
      { numRuns },
    );
  });

  it("reports each line that it can't read", () => {
    fc.assert(
      fc.property(mutations, (bytes) => {
        const { unreadable, invalid, prefixes } = parseAllowlist(bytes);
        if (unreadable) return;
        for (const { line, recovered } of invalid) {
          expect(line).toBeGreaterThan(0);
          if (recovered !== null) expect(prefixes).toContain(recovered);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
