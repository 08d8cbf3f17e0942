import { describe, expect, it } from "vitest";
import { listOutcome } from "../../test/build-outcome.ts";
import { chart } from "./chart.ts";

/** 1,024 IPv4 addresses and 4 /64s are committed. */
const committed = ["43.128.0.0/22", "2402:4e00::/62"];

function drawn(live: readonly string[], from: readonly string[] | null = committed): string {
  return chart({ lists: [listOutcome({ list: "all", committed: from, live, allowSuspicious: true })] });
}

function bars(text: string): number[][] {
  return Array.from(text.matchAll(/^ {2}bar \[(.*)\]$/gm), ([, values = ""]) =>
    values.split(", ").map(Number),
  );
}

function axis(text: string): string | undefined {
  return /^ {2}y-axis .*? (\d+ --> \d+)$/m.exec(text)?.[1];
}

describe("the picture", () => {
  it("draws what comes over what was, and what stays over what goes, by family", () => {
    const text = drawn(["43.128.0.0/23", "43.128.4.0/24", "2402:4e00::/61"]);
    expect(text).toContain('x-axis ["all IPv4", "all IPv6"]');
    expect(bars(text)).toEqual([
      [125, 200],
      [100, 100],
      [50, 100],
    ]);
  });

  it("says the same in a table", () => {
    const text = drawn(["43.128.0.0/23", "43.128.4.0/24", "2402:4e00::/61"]);
    expect(text).toContain("| `all` IPv4 | 1,024 → 768 | 50 % | 50 % | 25 % |");
    expect(text).toContain("| `all` IPv6 | 4 /64 → 8 /64 | 100 % | 0 % | 100 % |");
  });

  it.each([
    ["a small move", [...committed, "43.128.4.0/27"], "98 --> 114"],
    [
      "a loss of an eighth",
      ["43.128.0.0/23", "43.128.2.0/24", "43.128.3.0/25", committed[1] ?? ""],
      "84 --> 100",
    ],
    ["growth to the threefold", [...committed, "43.129.0.0/21"], "50 --> 450"],
  ])("begins its axis where %s can be seen", (_, live, range) => {
    expect(axis(drawn(live))).toBe(range);
  });

  it("cuts a bar that would flatten the others, and says so", () => {
    const text = drawn([...committed, "43.129.0.0/16"]);
    expect([axis(text), bars(text)[0]]).toEqual(["50 --> 450", [450]]);
    expect(text).toContain("a bar that reaches 450 goes on");
  });

  it("draws sizes where there is no before", () => {
    const text = drawn(committed, null);
    expect(bars(text)).toEqual([[1024]]);
    expect(text).toContain("| `all` IPv6 | 0 → 4 /64 |  |  | all new |");
  });

  it("is left out where no address changes", () => {
    expect(drawn(committed)).toBe("");
  });
});
