import { describe, expect, it } from "vitest";
import { parseMarkdown } from "./markdown.ts";

const targetsOf = (text: string) => parseMarkdown(text).links.map(({ target }) => target);

describe("parseMarkdown", () => {
  it("finds links, images, definitions and HTML, with their lines", () => {
    const { links } = parseMarkdown(
      '[a](a.md)\n\n![b](b.png "title") and [c [d]](<c.md>)\n\n[e]: e.md\n<a href="f.md">f</a>',
    );
    expect(links).toEqual([
      { target: "a.md", line: 1 },
      { target: "b.png", line: 3 },
      { target: "c.md", line: 3 },
      { target: "e.md", line: 5 },
      { target: "f.md", line: 6 },
    ]);
  });

  it("finds an image inside a link, and a picture's sources", () => {
    expect(targetsOf("[![a](a.svg)](a.md) ![b](b.png)")).toEqual(["a.md", "a.svg", "b.png"]);
    expect(targetsOf('<source media="(x)" srcset="dark.png">\n<img src="light.png" alt="">')).toEqual([
      "dark.png",
      "light.png",
    ]);
  });

  it("counts the rows of tables, in a list too, but not in code", () => {
    const { tables } = parseMarkdown(
      "| a |\n| --- |\n| 1 |\n| 2 |\n\n- b\n\n  | a |\n  | --- |\n\n```text\n| a |\n| --- |\n```\n",
    );
    expect(tables).toEqual([
      { rows: 2, line: 1 },
      { rows: 0, line: 8 },
    ]);
  });

  it("takes nothing in code for a link", () => {
    expect(targetsOf("`[a](a.md)` and ``[b](`b.md`)``\n\n```md\n[c](c.md)\n```\n\n[d](d.md)")).toEqual([
      "d.md",
    ]);
  });

  it("finds fenced code with its language, file name and line, inside a list too", () => {
    const { fences } = parseMarkdown("- item\n\n  ```yaml title\n  a:\n    b: 1\n  ```\n\n~~~sh\n```\n~~~\n");
    expect(fences).toEqual([
      { language: "yaml", file: "title", code: "a:\n  b: 1\n", line: 3 },
      { language: "sh", file: "", code: "```\n", line: 8 },
    ]);
  });

  it.each([
    ["## Which limit binds first", "which-limit-binds-first"],
    ["### `GetIPList` & friends", "getiplist--friends"],
    ["## 十行代码使用 SDK", "十行代码使用-sdk"],
    ["## Use [the API](x.md)!", "use-the-api"],
    ["## a_b-c 1.2 ##", "a_b-c-12"],
  ])("gives %s the anchor %s", (line, anchor) => {
    expect(parseMarkdown(line).headings[0]?.anchor).toBe(anchor);
  });

  it("numbers headings that repeat", () => {
    expect(parseMarkdown("# A\n# A\n# A").headings.map(({ anchor }) => anchor)).toEqual(["a", "a-1", "a-2"]);
  });

  it("takes a comment in code for no heading", () => {
    expect(parseMarkdown("```sh\n# not a heading\n```").headings).toEqual([]);
  });
});
