import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { renderComment } from "../src/comments.ts";
import { situations } from "../test/situations.ts";
import { markdownFrame, page, situationFrames } from "./page.ts";
import { phoneFrame, takeScreenshots } from "./screenshots.ts";

// Writes the ten situations and the comments as pages that look much as they do on GitHub, to be read before a release.
// With --screenshots it also takes their pictures with Chromium: light and dark, desktop and phone.

const { values } = parseArgs({
  options: {
    screenshots: { type: "boolean", default: false },
    chromium: { type: "string", default: "chromium" },
  },
});

const folder = join(import.meta.dirname, "../dist/preview");
const names = [...Object.keys(situations), "11-comments"];

function write(name: string, content: string): void {
  writeFileSync(join(folder, name), content);
}

function navigation(current: string): string {
  const links = names.map((name) =>
    name === current ? `<b>${name}</b>` : `<a href="${name}.html">${name}</a>`,
  );
  return [...links, '<a href="#light">light</a><a href="#dark">dark</a>'].join(" ");
}

function comments(): string {
  const outcome = situations["03-split-and-merge"]?.();
  if (!outcome) throw new TypeError("The situation that the comments are shown with is gone.");
  return (["obsolete", "obsolete-edited", "edited", "conflict"] as const)
    .map((kind) => markdownFrame(`Comment: ${kind}`, renderComment(kind, outcome)))
    .join("\n");
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
copyFileSync(join(import.meta.dirname, "style.css"), join(folder, "style.css"));
for (const [name, situation] of Object.entries(situations)) {
  write(`${name}.html`, page(name, navigation(name), situationFrames(situation())));
}
write("11-comments.html", page("11-comments", navigation("11-comments"), comments()));
write("index.html", page("Preview", navigation(""), "<p>What people read, in ten situations.</p>"));
console.log(pathToFileURL(join(folder, "index.html")).href);

if (values.screenshots) {
  write("phone.html", phoneFrame);
  for (const picture of await takeScreenshots(values.chromium, folder, names)) console.log(picture);
}
