import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown.ts";
import { compareSections } from "./sections.ts";

const english = "# A\n\n## One\n\n```sh\nnpm test\n```\n\n### Deep\n\n## Two\n";
const chinese = "# 甲\n\n## 一\n\n```sh\nnpm test\n```\n\n### 深\n\n## 二\n";

const compare = (translated: string) =>
  compareSections(["README.md", parseMarkdown(english)], ["README.zh-CN.md", parseMarkdown(translated)]);

describe("compareSections", () => {
  it("accepts a translation with the same sections and code", () => {
    expect(compare(chinese)).toEqual([]);
  });

  it.each([
    [
      "a section that is missing at the end",
      chinese.replace("## 二\n", ""),
      "section 4 is nothing, and “## Two” (line 11)",
    ],
    ["a section that is missing in between", chinese.replace("### 深\n", ""), "section 3 is “## 二”"],
    ["a section too many", `${chinese}\n## 三\n`, "section 5 is “## 三”"],
    ["a section of another level", chinese.replace("### 深", "## 深"), "section 3 is “## 深”"],
    ["code that was changed on one side", chinese.replace("npm test", "npm run test"), "code block 1"],
    ["code that is missing", chinese.replace(/```[^`]*```/, ""), "code block 1 (line –)"],
  ])("finds %s", (_name, translated, problem) => {
    expect(compare(translated).join("\n")).toContain(problem);
  });
});
