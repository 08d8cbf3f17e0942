import { type InvalidLine, type Prefix, parseAllowlist, parseEntry, sortPrefixes } from "@chat-ip/allowlist";
import { CliError, failure } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";

/** The prefixes of a text, and what in it is none. */
export interface ReadPrefixes {
  readonly prefixes: readonly Prefix[];
  readonly invalid: readonly InvalidLine[];
}

/**
 * Reads prefixes from an allowlist file, kept entries included, or from JSON: the answer of GetIPList, our `json` format,
 * or an array of texts.
 */
export function readPrefixes(text: string): ReadPrefixes {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("{") || start.startsWith("[")) {
    const entries = entriesOfJson(start);
    if (entries !== null) return readEntries(entries);
  }
  const { prefixes, keep, invalid, unreadable } = parseAllowlist(text);
  if (unreadable !== null) {
    throw failure(words().sets.unreadable(unreadable.message));
  }
  if (keep.length === 0) return { prefixes, invalid };
  return { prefixes: sortPrefixes([...prefixes, ...keep.flatMap((block) => block.prefixes)]), invalid };
}

function readEntries(entries: readonly unknown[]): ReadPrefixes {
  const prefixes: Prefix[] = [];
  const invalid: InvalidLine[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = parseEntry(String(entry));
    if (parsed.ok) prefixes.push(parsed.prefix);
    else {
      const { kind, reason } = parsed;
      invalid.push({ line: index + 1, text: oneLine(String(entry)), kind, reason, recovered: null });
    }
  }
  return { prefixes: sortPrefixes(prefixes), invalid };
}

/** The array of entries in a JSON document; null when it is none of ours. */
function entriesOfJson(text: string): readonly unknown[] | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null; // The reader for text says which line is wrong.
  }
  if (Array.isArray(document)) return document;
  if (typeof document !== "object" || document === null) return null;
  const fields = new Map<string, unknown>(Object.entries(document));
  const lists = ["IPList", "prefixes", "ipv4", "ipv6"].map((name) => fields.get(name)).filter(Array.isArray);
  return lists.length === 0 ? null : lists.flat();
}

const shownLines = 20;

/** The error for lines that are no addresses, with each of them. */
export function invalidLinesError(where: string, invalid: readonly InvalidLine[]): CliError {
  const { badLine, badLinesEnd } = words().sets;
  const shown = invalid.slice(0, shownLines).map(({ line, text, reason }) => ({
    what: badLine(where, line, JSON.stringify(oneLine(text, 60)), reason),
  }));
  return new CliError(exitCodes.error, [...shown, badLinesEnd(invalid.length - shown.length)]);
}

/** Warns of lines that were left out, and of those that were read although something is wrong with them. */
export function warnOfLines(terminal: Terminal, where: string, invalid: readonly InvalidLine[]): void {
  for (const { line, text, reason, recovered } of invalid) {
    const shown = JSON.stringify(oneLine(text, 60));
    const { badLine, lineLeftOut, lineReadAs } = words().sets;
    const effect = recovered === null ? lineLeftOut : lineReadAs(recovered);
    terminal.warn({ what: badLine(where, line, shown, reason), why: effect });
  }
}
