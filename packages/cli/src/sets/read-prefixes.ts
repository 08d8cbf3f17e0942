import { type InvalidLine, type Prefix, parseAllowlist, parseEntry, sortPrefixes } from "@chat-ip/allowlist";
import { CliError, failure, type Message } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import type { Terminal } from "../terminal/terminal.ts";

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
    throw failure({
      what: "The input can't be read as a list of addresses.",
      why: `${unreadable.message}`,
      remedy: "Give one address or CIDR a line, as UTF-8 text.",
    });
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
    else
      invalid.push({ line: index + 1, text: oneLine(String(entry)), reason: parsed.reason, recovered: null });
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
  const shown = invalid.slice(0, shownLines).map(
    ({ line, text, reason }): Message => ({
      what: `${where}, line ${line}: ${JSON.stringify(oneLine(text, 60))} is not a valid address (${reason}).`,
    }),
  );
  const more = invalid.length - shown.length;
  const rest: Message = {
    what: more > 0 ? `${more} more lines like these.` : "Nothing was written.",
    remedy: "Correct the lines, or leave them out with --skip-invalid.",
  };
  return new CliError(exitCodes.error, [...shown, rest]);
}

/** Warns of lines that were left out, and of those that were read although something is wrong with them. */
export function warnOfLines(terminal: Terminal, where: string, invalid: readonly InvalidLine[]): void {
  for (const { line, text, reason, recovered } of invalid) {
    const shown = JSON.stringify(oneLine(text, 60));
    const effect = recovered === null ? "It was left out." : `It is read as ${recovered}.`;
    terminal.warn({ what: `${where}, line ${line}: ${shown} is not a valid address (${reason}). ${effect}` });
  }
}
