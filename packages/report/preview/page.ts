import type { RunOutcome } from "@chat-ip/sync";
import { renderBody } from "../src/body.ts";
import { annotations, renderListLine } from "../src/log.ts";
import { renderSummary } from "../src/summary.ts";
import { renderCommitMessage, renderTitle } from "../src/title.ts";
import { toHtml } from "../test/rendered.ts";

/** Long texts are shown up to here where they are shown raw. */
const rawLimit = 20_000;

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function frame(title: string, content: string): string {
  return `<h2>${title}</h2>\n<div class="frame">${content}</div>`;
}

export function markdownFrame(title: string, markdown: string): string {
  return `<h2>${title}</h2>\n<div class="frame markdown">${toHtml(markdown)}</div>`;
}

function raw(text: string): string {
  const shown = text.length > rawLimit ? `${text.slice(0, rawLimit)}\n…` : text;
  return `<pre class="raw">${escapeHtml(shown)}</pre>`;
}

function log(outcome: RunOutcome): string {
  const notes = annotations(outcome).map(({ level, title, message }) => `${level}: ${title}\n  ${message}`);
  return raw([...outcome.lists.map((list) => renderListLine(list)), "", ...notes].join("\n"));
}

/** The frames of one situation, in the order in which people meet them. */
export function situationFrames(outcome: RunOutcome): string {
  if (outcome.context.mode === "check" || outcome.pullRequest?.operation === "none") {
    return [
      markdownFrame("Job summary", renderSummary(outcome)),
      frame("Log and annotations", log(outcome)),
    ].join("\n");
  }
  const { body } = renderBody(outcome);
  return [
    `<h1>${escapeHtml(renderTitle(outcome))}</h1>`,
    markdownFrame("Pull request", body),
    frame("Pull request in a plain-text e-mail", raw(body)),
    markdownFrame("Job summary", renderSummary(outcome)),
    frame("Log and annotations", log(outcome)),
    frame("Commit message", raw(renderCommitMessage(outcome))),
  ].join("\n");
}

/** Tells whoever frames the page which of its tables and blocks are wider than their room, with all folds open. */
const measuring = `if (parent !== window && location.search === "?measure") document.fonts.ready.then(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    const wide = [...document.querySelectorAll(".markdown table, .markdown, body")]
      .filter((one) => one.scrollWidth > one.clientWidth)
      .map((one) => one.tagName.toLowerCase() + " " + one.scrollWidth + " > " + one.clientWidth);
    parent.postMessage(wide, "*");
  });`;

/**
 * A whole page. It follows the system's theme; `#dark` and `#light` in its address ask for one.
 */
export function page(title: string, navigation: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="style.css">
<header><nav>${navigation}</nav></header>
<main>${content}</main>
<script>
  const wanted = location.hash.slice(1);
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const theme = wanted === "dark" || wanted === "light" ? wanted : system;
  document.documentElement.dataset.theme = theme;
  addEventListener("hashchange", () => location.reload());
  ${measuring}
</script>
</html>
`;
}
