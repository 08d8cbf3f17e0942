import type { Fence, MarkdownDocument } from "./markdown.ts";

/** A document and its translation, by their paths from the root. */
export type Translation = readonly [original: string, translated: string];

/** Pages that have to exist in Chinese. Every other page of the same name is compared as well. */
const needed = [
  "getting-started",
  "inputs-and-outputs",
  "reviewing",
  "troubleshooting",
  "webhooks-dont-arrive",
];

/** Pairs each document with its Chinese translation: the needed ones, and all that are there. */
export function translationsOf(paths: Iterable<string>): Translation[] {
  const pages = new Set(needed.map((page) => `${page}.md`));
  for (const path of paths) {
    const page = /^docs\/zh-CN\/(.+\.md)$/.exec(path)?.[1];
    if (page !== undefined) pages.add(page);
  }
  return [
    ["README.md", "README.zh-CN.md"],
    ...[...pages].sort().map((page): Translation => [`docs/${page}`, `docs/zh-CN/${page}`]),
  ];
}

/**
 * Compares a document with its translation: headings must have the same levels and order, code must be the same but for
 * its comments, and tables must have as many rows. The text in between can't be compared.
 */
export function compareSections(
  [path, original]: readonly [string, MarkdownDocument],
  [translatedPath, translated]: readonly [string, MarkdownDocument],
): string[] {
  const problems: string[] = [];
  const length = Math.max(original.headings.length, translated.headings.length);
  for (let index = 0; index < length; index += 1) {
    const here = original.headings[index];
    const there = translated.headings[index];
    if (here && there && here.level === there.level) continue;
    const name = (heading: typeof here) =>
      heading ? `“${"#".repeat(heading.level)} ${heading.text}” (line ${heading.line})` : "nothing";
    problems.push(`${translatedPath}: section ${index + 1} is ${name(there)}, and ${name(here)} in ${path}`);
    break;
  }
  const fences = Math.max(original.fences.length, translated.fences.length);
  for (let index = 0; index < fences; index += 1) {
    const here = original.fences[index];
    const there = translated.fences[index];
    if (here && there && here.language === there.language && sameCode(here, there)) continue;
    problems.push(
      `${translatedPath}: code block ${index + 1} (line ${there?.line ?? "–"}) is not the one of ${path} (line ${here?.line ?? "–"})`,
    );
    break;
  }
  const tables = Math.max(original.tables.length, translated.tables.length);
  for (let index = 0; index < tables; index += 1) {
    const here = original.tables[index];
    const there = translated.tables[index];
    if (here?.rows === there?.rows) continue;
    const rows = (table: typeof here) => (table ? `${table.rows} rows (line ${table.line})` : "nothing");
    problems.push(`${translatedPath}: table ${index + 1} has ${rows(there)}, and ${rows(here)} in ${path}`);
    break;
  }
  return problems;
}

/** Comments at the end of a line of shell may be translated. */
function sameCode(here: Fence, there: Fence): boolean {
  const bare = ({ language, code }: Fence) => (language === "sh" ? code.replaceAll(/ +# .*$/gm, "") : code);
  return bare(here) === bare(there);
}
