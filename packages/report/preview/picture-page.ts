import type { RunOutcome } from "@chat-ip/sync";
import { renderBody } from "../src/body.ts";
import { renderTitle } from "../src/title.ts";
import { toHtml } from "../test/rendered.ts";

/** Width of the pictures, in CSS pixels. */
export const pictureWidth = 880;

/** A page with a pull request and nothing else, framed much as on GitHub. Its title is its height; `#dark` asks for the dark theme. */
export function picturePage(outcome: RunOutcome): string {
  const { branch, base, language } = outcome.context;
  const number = outcome.pullRequest?.number ?? 0;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title></title>
<link rel="stylesheet" href="style.css">
<link rel="stylesheet" href="picture.css">
<main class="picture">
<h1>${renderTitle(outcome)} <span>#${number}</span></h1>
<div class="state"><span class="open">Open</span> <span><b>github-actions</b> wants to merge 1 commit into
<span class="branch">${base}</span> from <span class="branch">${branch}</span></span></div>
<div class="frame">
<div class="author"><b>github-actions</b> bot commented</div>
<div class="markdown">${toHtml(renderBody(outcome).body)}</div>
</div>
</main>
<script>
  document.documentElement.dataset.theme = location.hash.slice(1) || "light";
  document.fonts.ready.then(() => {
    document.title = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
  });
</script>
</html>
`;
}
