import { describe, expect, it } from "vitest";
import { fillGenerated } from "./generated.ts";

const parts = { table: () => "| a |\n" };
const current = "# A\n\n<!-- generated: table -->\n\n| a |\n\n<!-- /generated -->\n\nend\n";

describe("fillGenerated", () => {
  it("leaves a document that is current as it is", () => {
    expect(fillGenerated(current, parts)).toEqual({ text: current, stale: [], problems: [] });
  });

  it("makes a stale part anew and says where it stands", () => {
    const { text, stale } = fillGenerated(current.replace("| a |", "| b |"), parts);
    expect(text).toBe(current);
    expect(stale).toEqual([{ part: "table", line: 3 }]);
  });

  it("keeps the end of a document whose part is not closed", () => {
    const open = current.replace("<!-- /generated -->", "");
    const { text, problems } = fillGenerated(open, parts);
    expect(text).toBe(open);
    expect(problems).toEqual(["line 3: has no <!-- /generated --> after it"]);
  });

  it("finds a part that nothing makes", () => {
    const { problems } = fillGenerated(current.replace("generated: table", "generated: chair"), parts);
    expect(problems).toEqual(["line 3: nothing generates “chair”"]);
  });
});
