import { decodeFile, isJson, type Unreadable, unreadable } from "./decode-file.ts";
import { InvalidArgumentError } from "./errors.ts";
import type { KeepBlock } from "./keep-block.ts";
import { readKeepLine } from "./keep-line.ts";
import { findNearMisses, type NearMiss } from "./near-misses.ts";
import { type EntryFault, parseEntry } from "./parse-entry.ts";
import type { Prefix } from "./prefix.ts";
import { type LineFault, recoverEntry } from "./recover-entry.ts";
import { sortPrefixes } from "./sort-prefixes.ts";
import { shownLine, splitLine } from "./split-line.ts";

/** A line that is neither an entry nor a comment. Its text is untrusted. */
export interface InvalidLine {
  /** From 1. */
  readonly line: number;
  /** As written, without its line end; cut after 200 characters, which a `…` then shows. */
  readonly text: string;
  /** What is wrong, for programs. */
  readonly kind: EntryFault | LineFault;
  /** What is wrong, without any text of the line: "trailing comma", "an IPv4 address with a leading zero". */
  readonly reason: string;
  /**
   * The one address or prefix that the line holds besides punctuation, in normal form; it is in `prefixes` as well. Null where the line
   * can't be understood, and in a keep block.
   */
  readonly recovered: Prefix | null;
}

/** An entry that stands for something else than it seems to, and what it was read as. */
export interface AdjustedLine {
  /** From 1. */
  readonly line: number;
  /** As written; untrusted. */
  readonly text: string;
  /** What it was read as. */
  readonly prefix: Prefix;
  /** How that differs from the line. */
  readonly changed: "host-bits-cleared" | "ipv4-mapped";
}

/** What an allowlist file says. Prefixes are in normal form, sorted, each once. */
export interface Allowlist {
  /** The managed entries: all that are in no keep block, those of `invalid` lines that could be recovered included. */
  readonly prefixes: readonly Prefix[];
  /** The keep blocks that hold an entry, in the order of the file. */
  readonly keep: readonly KeepBlock[];
  /** The lines that are neither entries nor comments. */
  readonly invalid: readonly InvalidLine[];
  /** The entries that were read as something else than they seem to say. */
  readonly adjusted: readonly AdjustedLine[];
  /** Lines that look meant as `# keep` and protect nothing. */
  readonly nearMisses: readonly NearMiss[];
  /**
   * Why the file can't be relied on; null for a file that can be read, an empty one included. Then what the rest says may
   * be incomplete: hold the list back, and leave the file as it is.
   */
  readonly unreadable: Unreadable | null;
}

interface Block {
  readonly reason: string | null;
  readonly prefixes: Prefix[];
  readonly lines: string[];
}

const nothing: Omit<Allowlist, "unreadable"> = {
  prefixes: [],
  keep: [],
  invalid: [],
  adjusted: [],
  nearMisses: [],
};

function parseLines(lines: readonly string[]): Allowlist {
  const managed: Prefix[] = [];
  const blocks: Block[] = [];
  const invalid: InvalidLine[] = [];
  const adjusted: AdjustedLine[] = [];
  let block: Block | null = null;
  let badLineInKeep: number | null = null;
  let doubtfulLine: number | null = null;

  for (const [index, raw] of lines.entries()) {
    const number = index + 1;
    const { entry, comment } = splitLine(raw);
    if (entry === "") {
      const reason = readKeepLine(comment);
      block = reason === undefined ? null : { reason, prefixes: [], lines: [raw] };
      if (block) blocks.push(block);
      continue;
    }
    block?.lines.push(raw);
    const text = shownLine(raw);
    const parsed = parseEntry(entry);
    if (parsed.ok) {
      const { prefix, changed } = parsed;
      (block?.prefixes ?? managed).push(prefix);
      if (changed) adjusted.push({ line: number, text, prefix, changed });
    } else if (block) {
      badLineInKeep ??= number;
      const { kind } = parsed;
      invalid.push({
        line: number,
        text,
        kind,
        reason: `${parsed.reason}, in a keep block`,
        recovered: null,
      });
    } else {
      const found = recoverEntry(entry);
      const recovered = found?.prefix ?? null;
      if (recovered) managed.push(recovered);
      if (found?.isDoubtful) doubtfulLine ??= number;
      const { kind, reason } = found ?? parsed;
      invalid.push({ line: number, text, kind, reason, recovered });
    }
  }

  const keep = blocks.filter(({ prefixes }) => prefixes.length > 0);
  const isNothing = invalid.length > 0 && managed.length === 0 && keep.length === 0;
  return {
    prefixes: sortPrefixes(managed),
    keep: keep.map(({ reason, prefixes, lines: own }) => ({
      reason,
      prefixes: sortPrefixes(prefixes),
      text: own.join("\n"),
    })),
    invalid,
    adjusted,
    nearMisses: findNearMisses(lines),
    unreadable:
      badLineInKeep !== null
        ? unreadable("bad-line-in-keep", `line ${badLineInKeep}`)
        : doubtfulLine !== null
          ? unreadable("doubtful-line", `line ${doubtfulLine}`)
          : isNothing
            ? unreadable("nothing-readable")
            : null,
  };
}

/**
 * Reads an allowlist file, one address or CIDR a line. Pass the file's bytes: then the encoding is checked as well. In a text, lost bytes
 * only show as U+FFFD.
 *
 * Tolerant of what editors and people leave in such files: a byte order mark, any line end, blank lines, comments after `#` or
 * `;` on their own lines and behind entries, white space around entries. A line that is not an entry is in `invalid`, and a file
 * that can't be relied on is `unreadable`, which is not the same as empty; neither is a reason to throw.
 *
 * The entries under `# keep` or `# keep: reason` (the colon may be full-width), up to the next blank or comment line, are a person's,
 * and are in `keep` only.
 * @throws {InvalidArgumentError} when `file` is neither text nor bytes
 */
export function parseAllowlist(file: string | Uint8Array): Allowlist {
  if (typeof file !== "string" && !ArrayBuffer.isView(file)) {
    const what = typeof file === "object" && file !== null ? "an object" : String(file);
    const remedy = "Pass the content of the file, as text or as bytes: `await readFile(path)`.";
    throw new InvalidArgumentError("parseAllowlist(file)", `is ${what}`, remedy);
  }
  const decoded = decodeFile(file);
  if (!decoded.ok) return { ...nothing, unreadable: decoded.unreadable };
  if (isJson(decoded.text)) return { ...nothing, unreadable: unreadable("json") };
  return parseLines(decoded.text.split(/\r\n|\n|\r/));
}
