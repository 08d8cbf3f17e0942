import { isIP } from "node:net";

/**
 * The one layer between text from outside and what people read. An API answer, a line of a file, a branch name or a
 * server's message reaches Markdown only through {@link code}, {@link plain} or {@link link}, and a log only through
 * {@link logLine}.
 *
 * Nothing is hidden by it: what can't be shown as it is appears as `\u{202E}`, never as an invisible character.
 */

/** Longest text {@link code} shows unless told otherwise, in characters. */
const codeLimit = 120;
/** Longest text {@link plain} shows unless told otherwise, in characters. */
const plainLimit = 600;
/** Longest text {@link logLine} shows, in characters. */
const logLimit = 2000;

/** Controls, format and bidirectional marks, lone surrogates, unassigned; spaces but the plain one; blank letters. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
/** The third and later of a pile of combining marks, which would be drawn over the lines around it. */
const piledMarks = /(?<=\p{M}{2})\p{M}/gu;

const named: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function reveal(character: string): string {
  return named.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function cut(text: string, limit: number): string {
  // The first slice bounds the work on a text of megabytes; the second counts whole characters.
  const characters = Array.from(text.slice(0, 2 * (limit + 1)));
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}

function visible(text: string, limit: number): string {
  // Nearly always: there is nothing to reveal, and the other patterns take long to make.
  if (/^[ -~]*$/.test(text)) return cut(text, limit);
  return cut(text, limit).replace(piledMarks, reveal).replace(unseen, reveal);
}

function longestRun(text: string, character: string): number {
  return Math.max(0, ...Array.from(text.matchAll(new RegExp(`${character}+`, "g")), ([run]) => run.length));
}

/**
 * Text as inline code: exact, without Markdown, links or mentions. Works in a table's cell too.
 *
 * A `|` is shown as `\u{7C}`, since a table would split there even inside code, and the `!` of `<!--` as `\u{21}`, so
 * that no text from outside can be taken for one of our hidden markers.
 *
 * @param limit longest text in characters, cut with `…` (default 120)
 */
export function code(text: string, limit: number = codeLimit): string {
  const shown = visible(text, limit).replaceAll("|", "\\u{7C}").replaceAll("<!--", "<\\u{21}--");
  if (shown.trim() === "") return shown === "" ? "(empty)" : "(blank)";
  const fence = "`".repeat(longestRun(shown, "`") + 1);
  // CommonMark takes one space off each end where both have one.
  const padding = /^[ `]|[ `]$/.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** Characters of prose that neither Markdown nor GitHub acts on, wherever they stand inside a line; Chinese ones as well. */
const harmlessAscii = /^[a-z0-9.,;:!?'"()\-/%+=]*$/i;
const harmless = /^[\p{L}\p{M}\p{N}.,;:!?'"()\-/%+=…–—“”‘’·−×→§，。：；！？、（）《》「」]*$/u;

/** What GitHub turns into something although every character is harmless. */
const actedOn: readonly RegExp[] = [
  /:\/\//, // a bare URL
  /www\./i,
  /:[\w+-]+:/, // an emoji's short code
  /(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/i, // a commit
  /[a-z]-\d/i, // GH-12, CVE-2026-1, and the references that a repository defines for itself
  /ghsa-/i,
];

/** A first word that would begin a list, a heading's underline or a command instead of a sentence. */
const beginsBlock = /^[^\p{L}\p{N}'"“‘(…§→（《「]|^\d+[.)]$/u;

function isAddress(word: string): boolean {
  return isIP(word.replace(/\/\d{1,3}$/, "")) !== 0;
}

function isProse(word: string): boolean {
  // The first pattern says yes to nearly all words, and takes a hundredth of the time to make.
  return (harmlessAscii.test(word) || harmless.test(word)) && !actedOn.some((pattern) => pattern.test(word));
}

/** A word without the quotes and stops around it, so that `(https://a.example),` keeps them outside the code. */
function peel(word: string): { readonly before: string; readonly core: string; readonly after: string } {
  const before = /^["'“‘(（《「]*/u.exec(word)?.[0] ?? "";
  const rest = word.slice(before.length);
  if (isAddress(rest)) return { before, core: rest, after: "" };
  // The colons of `::1` and `:tada:` and the bracket of `[a](b)` belong to the word.
  const colon = rest.startsWith(":") ? "" : ":";
  const bracket = rest.slice(0, -1).includes("(") ? "" : ")";
  const after = new RegExp(`["'”’,.;!?…，。：；！？、）》」${colon}${bracket}]*$`, "u").exec(rest)?.[0] ?? "";
  return { before, core: rest.slice(0, rest.length - after.length), after };
}

/** Chinese has no spaces between words: there, what is quoted ends at the marks around it. */
const betweenMarks = /(?<=[，。：；！？、）》」”])(?!$)|(?!^)(?=[（《「“])/u;

/** The words of a line, each with what stands before it. */
function* wordsIn(line: string): Generator<{ readonly word: string; readonly gap: "" | " " }> {
  for (const [index, spaced] of line.split(" ").entries()) {
    for (const [inner, word] of spaced.split(betweenMarks).entries()) {
      yield { word, gap: index > 0 && inner === 0 ? " " : "" };
    }
  }
}

/** Words without markup of their own; neighbours that would be code become one piece of code. */
function words(line: string, startsLine: boolean): string {
  let result = "";
  let held = "";
  let before = "";
  const release = (after: string): void => {
    if (held !== "") result += `${before}${code(held, Number.POSITIVE_INFINITY)}${after}`;
    held = "";
    before = "";
  };
  let isFirst = startsLine;
  for (const { word, gap } of wordsIn(line)) {
    const peeled = peel(word);
    const begins = isFirst && !/^[a-z]/i.test(word) && beginsBlock.test(word);
    isFirst = false;
    if (isProse(word) && !isAddress(peeled.core) && !begins) {
      release("");
      result += gap + word;
      continue;
    }
    if (peeled.core === "" || !isProse(peeled.before + peeled.after)) {
      if (held === "") before = gap;
      held += held === "" ? word : gap + word;
      continue;
    }
    // A quote or bracket that opens here keeps this word apart from the code before it.
    if (peeled.before !== "") release("");
    if (held === "") before = gap + peeled.before;
    held += held === "" ? peeled.core : gap + peeled.core;
    if (peeled.after !== "") release(peeled.after);
  }
  release("");
  return result;
}

/** Code that the text itself has between backticks, standing free. */
const quotedCode =
  /(?<=^|[\s("'“‘，。：；！？、（《「])`([^`]+)`(?=[\s)"'”’,.;:!?…，。：；！？、（）《》「」]|$)/u;

/**
 * Text from outside as a piece of a sentence, on one line. Ordinary words stay as they are; what Markdown or GitHub
 * would act on (markup, HTML, mentions, links, references, commits, emoji codes, formulas) and addresses become
 * inline code. No character is added, so what is copied from the page is what the server said.
 *
 * Works in a table's cell and at the start of a line too.
 *
 * @param limit longest text in characters, cut with `…` (default 600)
 */
export function plain(text: string, limit: number = plainLimit): string {
  const line = visible(
    cut(text, 4 * limit)
      .replace(/[\r\n\t ]+/g, " ")
      .trim(),
    limit,
  );
  let result = "";
  for (const [index, part] of line.split(quotedCode).entries()) {
    const piece = index % 2 === 1 ? code(part, Number.POSITIVE_INFINITY) : words(part, result === "");
    // Two pieces of code that touch would be one, with other ends.
    const apart = result.endsWith("`") && piece.startsWith("`") ? " " : "";
    result += apart + piece;
  }
  return result;
}

/** Longest piece of text to paste that {@link pasted} shows, in lines and in characters a line. */
const pastedLines = 40;
const pastedWidth = 200;

/** Text to paste, such as a piece of YAML, as a block of code. */
export function pasted(text: string): string {
  const lines = text
    .split(/\r\n?|\n/)
    .slice(0, pastedLines)
    .map((line) => visible(line, pastedWidth).replaceAll("<!--", "<\\u{21}--"));
  const fence = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
  return [`${fence}text`, ...lines, fence].join("\n");
}

/**
 * A link of ours. The label is our own Markdown; the address comes from the runner's environment, so where it is no
 * plain http address it is shown as code instead of linked.
 */
export function link(label: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:\/\//.test(url)) return `${label} (${code(url)})`;
  const address = new URL(url).href.replace(
    /[()<>\\|`*_[\]~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${label}](${address})`;
}

/**
 * Text as one line of a log: line breaks and control characters are shown (`\n`), and the runner finds no workflow
 * command in it. It takes `::` at a line's start for one (spaces before it don't matter) and `##[` anywhere.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (read 2026-11)
 */
export function logLine(text: string): string {
  return visible(text, logLimit)
    .replaceAll("##[", "##\\u{5B}")
    .trimEnd()
    .replace(/^( *)::/, "$1\\u{3A}:");
}
