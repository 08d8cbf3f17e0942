import { oneLine } from "./one-line.ts";
import { parseEntry } from "./parse-entry.ts";
import type { Prefix } from "./prefix.ts";
import { sortPrefixes } from "./sort-prefixes.ts";

/** A line that holds neither an entry nor a comment. Its text is untrusted. */
export interface InvalidLine {
  /** From 1. */
  readonly line: number;
  /** As written, without its line end; cut after 200 characters, which a `…` then shows. */
  readonly text: string;
  /** Completes the sentence "this is …". */
  readonly reason: string;
}

/** Entries that a person put under a comment line `# keep` or `# keep: reason`. */
export interface KeepBlock {
  readonly reason: string | null;
  readonly prefixes: readonly Prefix[];
}

/** An entry that stands for something else than it seems to, and what it was read as. */
export interface AdjustedLine {
  readonly line: number;
  readonly text: string;
  readonly prefix: Prefix;
  readonly changed: "host-bits-cleared" | "ipv4-mapped";
}

/** What an allowlist file says. Prefixes are in normal form, sorted, each once. */
export interface Allowlist {
  /** The managed entries: all that are in no keep block. */
  readonly prefixes: readonly Prefix[];
  /** The keep blocks that hold an entry, in the order of the file. */
  readonly keep: readonly KeepBlock[];
  readonly invalid: readonly InvalidLine[];
  readonly adjusted: readonly AdjustedLine[];
}

const LONGEST_SHOWN_LINE = 200;

function shown(line: string): string {
  return line.length > LONGEST_SHOWN_LINE ? `${line.slice(0, LONGEST_SHOWN_LINE)}…` : line;
}

/** The reason of a `# keep` comment line, null where it gives none; undefined for every other line. */
function readKeepLine(line: string): string | null | undefined {
  if (!line.startsWith("#")) return undefined;
  const comment = line.slice(1).trim();
  if (comment.slice(0, 4).toLowerCase() !== "keep") return undefined;
  const rest = comment.slice(4).trimStart();
  if (rest === "") return null;
  if (!rest.startsWith(":")) return undefined;
  return oneLine(rest.slice(1)) || null;
}

/** What stands before the first comment sign. */
function withoutComment(line: string): string {
  const comment = line.search(/[#;]/);
  return (comment < 0 ? line : line.slice(0, comment)).trim();
}

/**
 * Reads an allowlist file, one address or CIDR a line. Tolerant of what editors and people leave in such files: a byte order mark,
 * any line end, blank lines, comments after `#` or `;` on their own lines and behind entries, white space around entries.
 * Never throws: a line that is no entry is in `invalid`.
 *
 * The entries under `# keep` or `# keep: reason`, up to the next blank or comment line, are a person's, and are in `keep` only.
 * An invalid line there can't be kept, so its `reason` says that it stands in a keep block.
 */
export function parseAllowlist(text: string): Allowlist {
  const managed: Prefix[] = [];
  const blocks: { readonly reason: string | null; readonly prefixes: Prefix[] }[] = [];
  const invalid: InvalidLine[] = [];
  const adjusted: AdjustedLine[] = [];
  let block: Prefix[] | null = null;

  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    const entry = withoutComment(line);
    if (entry === "") {
      const reason = readKeepLine(line);
      block = reason === undefined ? null : [];
      if (reason !== undefined && block) blocks.push({ reason, prefixes: block });
      continue;
    }
    const parsed = parseEntry(entry);
    if (!parsed.ok) {
      const reason = block ? `${parsed.reason} (in a keep block)` : parsed.reason;
      invalid.push({ line: index + 1, text: shown(raw), reason });
      continue;
    }
    if (parsed.changed) {
      adjusted.push({ line: index + 1, text: shown(raw), prefix: parsed.prefix, changed: parsed.changed });
    }
    (block ?? managed).push(parsed.prefix);
  }

  return {
    prefixes: sortPrefixes(managed),
    keep: blocks
      .filter(({ prefixes }) => prefixes.length > 0)
      .map(({ reason, prefixes }) => ({ reason, prefixes: sortPrefixes(prefixes) })),
    invalid,
    adjusted,
  };
}
