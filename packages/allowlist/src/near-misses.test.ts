import { describe, expect, it } from "vitest";
import { parseAllowlist } from "./parse-allowlist.ts";

function nearMisses(text: string): [number, string, string][] {
  return parseAllowlist(text).nearMisses.map(({ line, kind, suggestion }) => [line, kind, suggestion]);
}

describe("lines that look meant as `# keep`", () => {
  it.each([
    ["# keep - office", "# keep: office"],
    ["# keep – 办公室", "# keep: 办公室"],
    ["; keep: office", "# keep: office"],
    [";keep", "# keep"],
    ["#keep office", "# keep: office"],
    ["# Keep office", "# keep: office"],
    ["# KEEP office", "# keep: office"],
    ["## keep: office", "# keep: office"],
    ["# keep, office", "# keep: office"],
    ["# keep= office", "# keep: office"],
    ["# keep; office", "# keep: office"],
    ["# [keep] office", null],
    ["# keeps: office", "# keep: office"],
    ["# kept: office", "# keep: office"],
    ["# kep: office", "# keep: office"],
    ["# 保留：办公室", "# keep: 办公室"],
    ["// keep: office", "# keep: office"],
    ["-- keep: office", "# keep: office"],
    ["<!-- keep: office -->", "# keep: office"],
    ["＃ keep：办公室", "# keep: 办公室"],
    ["＃ keep: 2024", "# keep: 2024"],
    ["#\u200bkeep: office", "# keep: office"],
    ["# keeper: office", null],
    ["# do keep: office", null],
    ["# office", null],
  ])("are reported with what to write: %s", (line, suggestion) => {
    expect(nearMisses(`1.1.1.1\n\n${line}\n2.2.2.2\n`)).toEqual(
      suggestion === null ? [] : [[3, "not-a-keep-line", suggestion]],
    );
  });

  it("are not reported where no entry follows, or in a keep block", () => {
    expect(nearMisses("# keep this file\n\n1.1.1.1\n")).toEqual([]);
    expect(nearMisses("# keep: office\n1.1.1.1 # keep - x\n")).toEqual([]);
    expect(nearMisses("# keep: office\n1.1.1.1\n; keep\n")).toEqual([]);
  });

  it("are reported with a comment between them and the entry", () => {
    expect(nearMisses("# keep - office\n# in Berlin\n1.1.1.1\n")).toEqual([
      [1, "not-a-keep-line", "# keep: office"],
    ]);
  });

  it.each(["1.1.1.1 # keep", "1.1.1.1 # keep: office", "1.1.1.1; keep office", "1.1.1.1, # keep"])(
    "are reported where they stand behind an entry: %s",
    (line) => {
      expect(nearMisses(`${line}\n`)).toMatchObject([
        [1, "behind-an-entry", expect.stringMatching(/^# keep/)],
      ]);
    },
  );

  it.each(["# keep: office\n\n1.1.1.1\n", "# keep: office\n# Berlin\n1.1.1.1\n", "1.1.1.1\n# keep: office"])(
    "are reported where they protect nothing: %j",
    (text) => {
      expect(nearMisses(text)).toMatchObject([[expect.any(Number), "nothing-below", "# keep: office"]]);
    },
  );

  it("have a reason that completes the sentence, and a text that is cut", () => {
    const long = `# keep - ${"x".repeat(1_000)}`;
    expect(parseAllowlist(`${long}\n1.1.1.1\n`).nearMisses).toMatchObject([
      { text: expect.stringMatching(/^.{200}…$/), reason: "is read as a plain comment" },
    ]);
  });
});
