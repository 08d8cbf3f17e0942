import { format as prettier } from "prettier";
import { describe, expect, it } from "vitest";
import { type Format, render } from "../src/index.ts";
import { fiveThousand } from "./five-thousand.ts";
import { realList } from "./real-shape.ts";

const lists: Readonly<Record<string, readonly string[]>> = {
  empty: [],
  "of one entry": ["101.32.118.25"],
  "of what fits on a line, to the character": ["101.32.118.25", "101.32.118.128/25", "101.32.119.0/25"],
  "of a little more": ["101.32.118.25", "101.32.118.128/25", "101.32.119.0/25", "9.9.9.9"],
  "of both families": ["101.32.118.25", "2402:4e00::/32", "2402:4e01::1"],
  "of the real shape": realList(7).list,
  "of four hundred entries": fiveThousand.slice(3_800, 4_200),
};

/** One list a line longer than the other, so that each possible width is met. */
const widths = Array.from({ length: 60 }, (_, i) =>
  fiveThousand
    .slice(0, 3)
    .concat(`9.9.9.${i}/3${i % 3}`)
    .slice(i % 4),
);

function texts(format: Format, prefixes: readonly string[], name: string): string[] {
  return [...render({ name, description: "egress addresses", prefixes }, format).values()];
}

describe.each<[Format, "json" | "yaml"]>([
  ["json", "json"],
  ["terraform", "json"],
  ["aws-waf", "json"],
  ["tencent", "json"],
  ["aws-prefix-list", "json"],
  ["kubernetes", "yaml"],
  ["cilium", "yaml"],
])("Prettier leaves %s as it is", (format, parser) => {
  const refusesEmpty = ["tencent", "aws-prefix-list", "cilium"].includes(format);
  const cases = Object.entries(lists).filter(([, prefixes]) => prefixes.length > 0 || !refusesEmpty);

  it.each(cases)("for a list %s", async (_, prefixes) => {
    for (const text of texts(format, prefixes, "webhook-china"))
      expect(await prettier(text, { parser })).toBe(text);
  });

  it("for lines of every length", async () => {
    for (const [i, prefixes] of widths.entries()) {
      for (const text of texts(format, prefixes, "n".repeat(1 + (i % 40))))
        expect(await prettier(text, { parser })).toBe(text);
    }
  });
});
