import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { CommentKind } from "@chat-ip/sync";
import { renderComment } from "../src/comments.ts";
import { renderProblems } from "../src/summary.ts";
import { wordsOf } from "../src/words/words-of.ts";
import { inChinese, situations, wrongInputs } from "../test/situations.ts";
import { findTooWide } from "./measure.ts";
import { markdownFrame, page, situationFrames } from "./page.ts";
import { phoneFrame, takeScreenshots } from "./screenshots.ts";

// Writes all situations and comments in both languages as pages that look much as they do on GitHub, to be read before a release.
// With --screenshots it also takes their pictures with Chromium: light and dark, desktop and phone. With --measure it fails where a
// table is wider than its room on either.

const { values } = parseArgs({
  options: {
    screenshots: { type: "boolean", default: false },
    measure: { type: "boolean", default: false },
    chromium: { type: "string", default: "chromium" },
  },
});

const folder = join(import.meta.dirname, "../dist/preview");
const languages = ["en", "zh-CN"] as const;
const pageName = (name: string, language: (typeof languages)[number]): string =>
  language === "en" ? name : `${name}.${language}`;
const otherPages = ["comments", "wrong-inputs"];
const names = [...Object.keys(situations), ...otherPages].flatMap((name) =>
  languages.map((language) => pageName(name, language)),
);

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

function navigation(current: string): string {
  const links = names.map((name) =>
    name === current ? `<b>${name}</b>` : `<a href="${name}.html">${name}</a>`,
  );
  return [...links, '<a href="#light">light</a><a href="#dark">dark</a>'].join(" ");
}

function comments(language: (typeof languages)[number]): string {
  const english = situations["03-split-and-merge"]?.();
  if (!english) throw new TypeError("The situation that the comments are shown with is gone.");
  const outcome = language === "en" ? english : inChinese(english);
  return (Object.keys(wordsOf(language).comments) as CommentKind[])
    .map((kind) => markdownFrame(`Comment: ${kind}`, renderComment(kind, outcome)))
    .join("\n");
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
copyFileSync(join(import.meta.dirname, "style.css"), join(folder, "style.css"));
for (const language of languages) {
  const writePage = (plainName: string, content: string): void => {
    const name = pageName(plainName, language);
    write(`${name}.html`, page(name, navigation(name), content));
  };
  for (const [name, situation] of Object.entries(situations)) {
    const outcome = situation();
    writePage(name, situationFrames(language === "en" ? outcome : inChinese(outcome)));
  }
  writePage("comments", comments(language));
  writePage("wrong-inputs", markdownFrame("Job summary", renderProblems(wrongInputs, language)));
}
write("index.html", page("Preview", navigation(""), "<p>What people read, in all situations.</p>"));
console.log(pathToFileURL(join(folder, "index.html")).href);

if (values.measure) {
  const wide = await findTooWide(values.chromium, folder, names);
  for (const line of wide) console.error(line);
  if (wide.length > 0) process.exitCode = 1;
}
if (values.screenshots) {
  write("phone.html", phoneFrame);
  for (const picture of await takeScreenshots(values.chromium, folder, names)) console.log(picture);
}
