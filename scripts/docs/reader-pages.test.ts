import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readerPages } from "../../packages/report/src/text/project.ts";
import { repositoryRoot } from "../report-problems.ts";
import { checkLinks } from "./links.ts";
import { type MarkdownDocument, parseMarkdown } from "./markdown.ts";

it.each(Object.entries(readerPages))(
  "a pull request in %s links to pages and headings that exist",
  async (_language, pages) => {
    const links = Object.values(pages);
    const documents = new Map<string, MarkdownDocument>();
    for (const link of links) {
      const path = decodeURIComponent(link.replace(/^.*\/blob\/main\//, "").replace(/#.*$/, ""));
      documents.set(path, parseMarkdown(await readFile(join(repositoryRoot, path), "utf8")));
    }
    const body = parseMarkdown(links.map((link) => `[x](${link})`).join("\n\n"));
    const problems = checkLinks(new Map([["body.md", body], ...documents]), (path) =>
      existsSync(join(repositoryRoot, path)),
    );
    expect(problems.filter((problem) => problem.startsWith("body.md"))).toEqual([]);
  },
);
