import { describe, expect, it } from "vitest";
import { checkLinks } from "./links.ts";
import { parseMarkdown } from "./markdown.ts";

const files: Readonly<Record<string, string>> = {
  "README.md": "# Top\n",
  "docs/guide.md": "# Guide\n\n## First steps\n",
  "docs/picture.png": "",
  ".github/workflows/ci.yml": "",
};

function problemsOf(link: string, from = "docs/page.md"): string[] {
  const texts = { ...files, [from]: `# Page\n\n[x](${link})\n` };
  const documents = new Map(
    Object.entries(texts)
      .filter(([path]) => path.endsWith(".md"))
      .map(([path, text]) => [path, parseMarkdown(text)]),
  );
  return checkLinks(documents, (path) => path in texts || path === "docs");
}

describe("checkLinks", () => {
  it.each([
    "guide.md",
    "guide.md#first-steps",
    "./guide.md",
    "../README.md#top",
    "../docs",
    "#page",
    "picture.png",
    "https://example.com/a",
    "https://github.com/org/chat-ip-action/blob/main/docs/guide.md#first-steps",
    "https://github.com/org/chat-ip-action/security/advisories/new",
    "https://github.com/org/chat-ip-action/actions/workflows/ci.yml",
    "https://github.com/org/chat-ip-action/actions/workflows/ci.yml/badge.svg",
  ])("accepts %s", (link) => {
    expect(problemsOf(link)).toEqual([]);
  });

  it.each([
    ["a file that isn't there", "gone.md", "does not exist"],
    ["a heading that isn't there", "guide.md#second-steps", "leads to no heading of docs/guide.md"],
    ["a heading of its own that isn't there", "#pages", "leads to no heading"],
    ["a heading of a picture", "picture.png#top", "leads to no heading"],
    ["a place outside of the repository", "../../x.md", "does not exist"],
    ["a path from the root", "/README.md", "must be relative"],
    ["plain http", "http://example.com", "must be an https link"],
    ["a script", "javascript:alert(1)", "must be an https link"],
    [
      "a file by the project's address",
      "https://github.com/org/chat-ip-action/blob/main/gone.md",
      "does not exist",
    ],
    [
      "a workflow that isn't there",
      "https://github.com/org/chat-ip-action/actions/workflows/gone.yml/badge.svg",
      "does not exist",
    ],
    [
      "another branch of the project",
      "https://github.com/org/chat-ip-action/blob/v1/README.md",
      "no page of this project",
    ],
  ])("finds %s", (_name, link, problem) => {
    const problems = problemsOf(link);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^docs\/page\.md:3: /);
    expect(problems[0]).toContain(problem);
  });
});
