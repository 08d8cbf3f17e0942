import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findFiles } from "../find-files.ts";
import { repositoryRoot } from "../report-problems.ts";

/** All words of a folder, with everything that is filled in at run time as an ellipsis. */
async function wordsIn(pattern: string): Promise<string> {
  const paths = (await findFiles(repositoryRoot, pattern)).filter((path) => !path.endsWith(".test.ts"));
  const texts = await Promise.all(paths.map((path) => readFile(join(repositoryRoot, path), "utf8")));
  return texts
    .join("\n")
    .replaceAll("\\", "")
    .replaceAll(/\$\{[^}]*\}/g, "…");
}

/** The first cells of the table of a section, one message each, or one in each language. */
async function quotesOf(path: string, section: string): Promise<string[][]> {
  const text = await readFile(join(repositoryRoot, path), "utf8");
  const rows = text
    .slice(text.indexOf(`\n## ${section}\n`))
    .split("\n## ")[1]
    ?.split("\n| --- ")[1]
    ?.split("\n")
    .slice(1);
  return (rows ?? [])
    .filter((row) => row.startsWith("|"))
    .map((row) => row.split(" | ")[0]?.slice(2).split("<br>") ?? []);
}

/** The parts of a quote that don't depend on the run, long enough to be recognised. */
const fixedParts = (quote: string): string[] =>
  quote
    .split(/…+|`[^`]*`|\([^)]*\)|（[^）]*）|“[^”]*”|#|：|\b5xx\b|\b3\b/)
    .map((part) => part.trim().replace(/[,，、。]$/, ""))
    .filter((part) => part.length > 3);

const english = await wordsIn("packages/{report/src/words/en,core/src,sync/src}/**/*.ts");
const chinese = await wordsIn("packages/report/src/words/zh-cn/*.ts");

const englishQuotes = [
  ...(await quotesOf("docs/troubleshooting.md", "An input is wrong")),
  ...(await quotesOf("docs/troubleshooting.md", "GitHub refused")),
];
const chineseQuotes = [
  ...(await quotesOf("docs/zh-CN/troubleshooting.md", "输入有误")),
  ...(await quotesOf("docs/zh-CN/troubleshooting.md", "GitHub 拒绝操作")),
];

it.each(englishQuotes)("troubleshooting quotes a message as it reads: %s", (quote = "") => {
  const missing = fixedParts(quote).filter((part) => !english.includes(part));
  expect(missing).toEqual([]);
});

it.each(chineseQuotes)(
  "the Chinese page quotes it in both languages: %s",
  (quote = "", translation = quote) => {
    const words = translation === quote ? english : chinese;
    expect(fixedParts(quote).filter((part) => !words.includes(part))).toEqual([]);
    expect(fixedParts(translation).filter((part) => !english.includes(part))).toEqual([]);
  },
);
