import type { MarkdownDocument } from "./markdown.ts";

/**
 * Compares a document with its translation: headings must have the same levels and order, and code must be identical.
 * The text in between can't be compared.
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
    if (here && there && here.language === there.language && here.code === there.code) continue;
    problems.push(
      `${translatedPath}: code block ${index + 1} (line ${there?.line ?? "–"}) is not the one of ${path} (line ${here?.line ?? "–"})`,
    );
    break;
  }
  return problems;
}
