import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown.ts";
import { compareSections, translationsOf } from "./sections.ts";

const english =
  "# A\n\n## One\n\n```sh\nnpm test # all\n```\n\n### Deep\n\n## Two\n\n| a |\n| --- |\n| 1 |\n";
const chinese =
  "# 甲\n\n## 一\n\n```sh\nnpm test # 全部\n```\n\n### 深\n\n## 二\n\n| 甲 |\n| --- |\n| 一 |\n";

const compare = (translated: string) =>
  compareSections(["README.md", parseMarkdown(english)], ["README.zh-CN.md", parseMarkdown(translated)]);

describe("compareSections", () => {
  it("accepts a translation with the same sections, code and tables", () => {
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
    [
      "a row that is missing",
      chinese.replace("| 一 |\n", ""),
      "table 1 has 0 rows (line 13), and 1 rows (line 13)",
    ],
    ["a table that is missing", chinese.split("| 甲")[0] ?? "", "table 1 has nothing"],
    ["code that is missing", chinese.replace(/```[^`]*```/, ""), "code block 1 (line –)"],
  ])("finds %s", (_name, translated, problem) => {
    expect(compare(translated).join("\n")).toContain(problem);
  });
});

describe("translationsOf", () => {
  it("pairs the READMEs, the pages that must be translated, and every other translation", () => {
    const pairs = translationsOf([
      "docs/security.md",
      "docs/zh-CN/recipes/app-token.md",
      "docs/zh-CN/reviewing.md",
    ]);
    expect(pairs).toContainEqual(["README.md", "README.zh-CN.md"]);
    expect(pairs).toContainEqual(["docs/troubleshooting.md", "docs/zh-CN/troubleshooting.md"]);
    expect(pairs).toContainEqual(["docs/recipes/app-token.md", "docs/zh-CN/recipes/app-token.md"]);
    expect(pairs.filter(([path]) => path === "docs/reviewing.md")).toHaveLength(1);
    expect(pairs.map(([path]) => path)).not.toContain("docs/security.md");
  });
});
