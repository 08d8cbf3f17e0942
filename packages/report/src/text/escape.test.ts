import { describe, expect, it } from "vitest";
import { hostileStrings } from "../../test/hostile-strings.ts";
import { actedOn, readPage } from "../../test/rendered.ts";
import { code, link, logLine, pasted, plain } from "./escape.ts";

describe("code", () => {
  it.each([
    ["203.0.113.0/24", "`203.0.113.0/24`"],
    ["a`b", "``a`b``"],
    ["`a`", "`` `a` ``"],
    [" a ", "`  a  `"],
    ["a\nb\tc", "`a\\nb\\tc`"],
    ["a\u202eb", "`a\\u{202E}b`"],
    ["\ud800", "`\\u{D800}`"],
    ["a|b", "`a\\u{7C}b`"],
    ["<!-- x", "`<\\u{21}-- x`"],
    ["", "(empty)"],
    ["  ", "(blank)"],
  ])("shows %j as %j", (text, shown) => {
    expect(code(text)).toBe(shown);
  });

  it("cuts by whole characters, and says so", () => {
    expect(code("😀".repeat(200), 4)).toBe("`😀😀😀…`");
    expect(code("abcd", 4)).toBe("`abcd`");
  });
});

describe("plain", () => {
  it.each([
    ["an ordinary sentence, with 3 numbers (70003) and a file: chat-ips/all.txt.", null],
    ["203.0.113.7 (private, 10.0.0.0/8), too", "`203.0.113.7` (private, `10.0.0.0/8`), too"],
    ['the server says "::1".', 'the server says "`::1`".'],
    ["ask @acme/owners, please", "ask `@acme/owners`, please"],
    ["see (https://a.example).", "see (`https://a.example`)."],
    ["fixes #12 and GH-12", "fixes `#12` and `GH-12`"],
    ["a [link](https://a.example)", "a `[link](https://a.example)`"],
    ["great :tada: news", "great `:tada:` news"],
    ["commit 5f0c1f2b8f8d here", "commit `5f0c1f2b8f8d` here"],
    ["set `allow-suspicious: all`, then", "set `allow-suspicious: all`, then"],
    ["x$`a`$ y", "``x$`a`$`` y"],
    ["- not an item", "`-` not an item"],
    ["1. not an item", "`1`. not an item"],
    ["two\nlines", "two lines"],
    ["<b>bold move</b>", "`<b>bold move</b>`"],
    [
      "GitHub 的说明：“ask @acme/owners.”。请检查令牌。",
      "GitHub 的说明：“ask `@acme/owners`.”。请检查令牌。",
    ],
    ["无法连接（<b>x</b>），已停止", "无法连接（`<b>x</b>`），已停止"],
    ["分支 `main`、`dev`（受保护）", null],
    ["设为 `mode: check`。", null],
    ["", ""],
  ])("shows %j as %j", (text, shown) => {
    expect(plain(text)).toBe(shown ?? text);
  });

  it("cuts a long text", () => {
    expect(plain("word ".repeat(1000), 20)).toBe("word word word word…");
  });
});

/** Every place in which the reports put text from outside, and some more. */
const places = (text: string): string =>
  [
    text,
    `- ${text}\n- **after:** ${text}`,
    `1. ${text}`,
    `### Heading ${text}`,
    `| a | b |\n| --- | --- |\n| ${text} | ${text} |`,
    `> ${text}`,
    `**${text}** and "${text}", ${text}.`,
    `<details><summary>Show</summary>\n\n- ${text}\n\n</details>`,
    "last",
  ].join("\n\n");

describe.each([
  ["code", code],
  ["plain", plain],
])("%s in any place", (_, shown) => {
  const expected = readPage(places(shown("harmless")));

  it.each(hostileStrings.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    "holds %s",
    (_title, text) => {
      const escaped = shown(text);
      const { prose, ...page } = readPage(places(escaped === "" ? "harmless" : escaped));
      const { prose: _prose, ...expectedPage } = expected;
      expect(page).toEqual(expectedPage);
      expect(actedOn(prose)).toEqual([]);
    },
  );
});

describe("pasted", () => {
  it("keeps the shape of a listing", () => {
    expect(pasted("permissions:\n  contents: write\n  `x`: <!-- y")).toBe(
      "```text\npermissions:\n  contents: write\n  `x`: <\\u{21}-- y\n```",
    );
  });

  it.each(hostileStrings.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    "shows %s as text",
    (_title, text) => {
      const page = readPage(`${pasted(`a ${text}`)}\n\n**last**`);
      expect(
        Object.keys(page.elements).filter((name) => !["p", "pre", "code", "strong"].includes(name)),
      ).toEqual([]);
      expect([page.links, page.comments, actedOn(page.prose)]).toEqual([[], [], []]);
      expect(page.elements.strong).toBe(1);
    },
  );
});

describe("link", () => {
  it.each([
    [
      "https://github.com/acme/firewall/actions/runs/1",
      "[a run](https://github.com/acme/firewall/actions/runs/1)",
    ],
    ["https://ghe.example:8443/a_b/(c)", "[a run](https://ghe.example:8443/a%5Fb/%28c%29)"],
    ["javascript:alert(1)", "a run (`javascript:alert(1)`)"],
    ["not a link", "a run (`not a link`)"],
  ])("makes of %j %j", (url, shown) => {
    expect(link("a run", url)).toBe(shown);
  });

  it.each(hostileStrings.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
    "has one link at most for %s",
    (_title, text) => {
      const page = readPage(`${link("a run", `https://github.com/${text}`)} **last**`);
      expect([page.elements.a ?? 0, page.elements.strong, page.comments, actedOn(page.prose)]).toEqual([
        page.links.length === 1 ? 1 : 0,
        1,
        [],
        [],
      ]);
      expect(page.links.every((address) => address.startsWith("https://github.com"))).toBe(true);
    },
  );
});

describe("logLine", () => {
  it.each([
    ["webhook-china: 41 prefixes, +2 −1, 212 ms", null],
    ["::error::x", "\\u{3A}:error::x"],
    [" \t::error::x", " \\t::error::x"],
    ["  ::error::x", "  \\u{3A}:error::x"],
    ["x\n::error::y", "x\\n::error::y"],
    ["a ##[group]b", "a ##\\u{5B}group]b"],
    ["###[group]b", "###\\u{5B}group]b"],
    ["\u001b[31mred", "\\u{1B}[31mred"],
  ])("shows %j as %j", (text, shown) => {
    expect(logLine(text)).toBe(shown ?? text);
  });
});
