// Checks the documentation: links, code, generated parts, the weight of pictures, and that translations have the same sections.
// With --write, updates the generated parts.
import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkChineseTerms } from "./docs/chinese-terms.ts";
import { fillGenerated } from "./docs/generated.ts";
import { generatedParts } from "./docs/generated-parts.ts";
import { checkLinks } from "./docs/links.ts";
import { type MarkdownDocument, parseMarkdown } from "./docs/markdown.ts";
import { compareSections, translationsOf } from "./docs/sections.ts";
import { checkSnippets } from "./docs/snippets.ts";
import { findFiles } from "./find-files.ts";
import { type CheckResult, reportProblems, repositoryRoot } from "./report-problems.ts";
import { actionPath, readActionMetadata } from "./workflows/action-metadata.ts";

// Files that programs write or compare with are not documentation.
const notDocuments = /(^|\/)(golden|CHANGELOG\.md|dist)(\/|$)|^\.changeset\/(?!README)/;

/** What a picture may weigh, in bytes. Each visitor of the README loads one. */
const heaviestPicture = 100_000;

/** Checks the documents of the repository at `root`; with `write`, updates their generated parts first. */
export async function checkDocs(
  root: string,
  { write }: { write: boolean } = { write: false },
): Promise<CheckResult> {
  const problems: string[] = [];
  const action = readActionMetadata(actionPath, await readFile(join(root, actionPath), "utf8"));
  const parts = await generatedParts(root, action);
  problems.push(...parts.problems);

  const documents = new Map<string, MarkdownDocument>();
  const paths = await findFiles(
    root,
    "{*.md,.changeset/*.md,.github/*.md,docs/**/*.md,packages/**/*.md,actions/**/*.md,examples/**/*.md}",
  );
  for (const path of paths.filter((found) => !notDocuments.test(found))) {
    const text = await readFile(join(root, path), "utf8");
    const filled = fillGenerated(text, parts.generators);
    if (write && filled.text !== text) await writeFile(join(root, path), filled.text);
    for (const problem of filled.problems) problems.push(`${path}: ${problem}`);
    for (const { part, line } of write ? [] : filled.stale) {
      problems.push(`${path}:${line}: “${part}” is stale; run: npm run generate`);
    }
    if (path.includes("zh-CN")) problems.push(...checkChineseTerms(path, text));
    documents.set(path, parseMarkdown(write ? filled.text : text));
  }

  problems.push(...checkLinks(documents, (path) => existsSync(join(root, path))));
  const snippets = await checkSnippets(root, documents, action);
  problems.push(...snippets.problems);
  for (const [original, translated] of translationsOf(documents.keys())) {
    const [here, there] = [documents.get(original), documents.get(translated)];
    if (here && there) problems.push(...compareSections([original, here], [translated, there]));
    else problems.push(`${here ? translated : original} is missing: each page needs both languages`);
  }

  for (const path of await findFiles(root, "docs/pictures/*.png")) {
    const { size } = await stat(join(root, path));
    if (size > heaviestPicture)
      problems.push(`${path}: has ${size} bytes, at most ${heaviestPicture} are allowed`);
  }

  const links = [...documents.values()].reduce((sum, document) => sum + document.links.length, 0);
  const summary = `documents: ${documents.size} documents, ${links} links, ${snippets.checked} pieces of code checked`;
  return { summary, problems };
}

if (import.meta.main) {
  reportProblems(await checkDocs(repositoryRoot, { write: process.argv.includes("--write") }));
}
