import { words } from "../words/words.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import type { ListChange } from "./read-history.ts";

/** A change as the page's script reads it. */
type PageChange = readonly [
  list: string,
  added: readonly string[],
  removed: readonly string[],
  commit: number,
];
type PageCommit = readonly [hash: string, at: string, author: string, subject: string, pullRequest: string];

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that can stand in a script element: no text in it can end that. */
function embed(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/**
 * One HTML page with every change and a field that looks addresses up. It asks no network for anything, and its policy
 * forbids that. Texts from commits are shown as text.
 */
export function renderHistoryPage(title: string, changes: readonly ListChange[], shallow: boolean): string {
  const commits = new Map<string, number>();
  const pageCommits: PageCommit[] = [];
  const pageChanges = changes.map(({ commit, list, added, removed }): PageChange => {
    let index = commits.get(commit.hash);
    if (index === undefined) {
      index = pageCommits.length;
      commits.set(commit.hash, index);
      pageCommits.push([
        commit.hash,
        commit.at.toISOString(),
        commit.author,
        commit.subject,
        commit.pullRequest ?? "",
      ]);
    }
    return [list, added, removed, index];
  });
  const { page: say } = words().history;
  const heading = say.heading(title);
  return `<!doctype html>
<html lang="${say.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(heading)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escapeHtml(heading)}</h1>
${shallow ? `<p class=note>${escapeHtml(say.shallow)}</p>` : ""}
<form id="form" role="search">
<label for="query">${escapeHtml(say.field)}</label>
<div><input id="query" inputmode="text" autocomplete="off" spellcheck="false" placeholder="203.0.113.7"><button>${escapeHtml(say.lookUp)}</button></div>
</form>
<section id="answer" aria-live="polite"></section>
<h2>${escapeHtml(say.timeline)}</h2>
<label for="list">${escapeHtml(say.list)}</label> <select id="list"><option value="">${escapeHtml(say.allLists)}</option></select>
<ol id="timeline"></ol>
<button id="more" hidden>${escapeHtml(say.more)}</button>
<noscript><p>${escapeHtml(say.noScript)}</p></noscript>
</main>
<script type="application/json" id="history">${embed({ commits: pageCommits, changes: pageChanges, words: say })}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}
