import { keepLine, readKeepLine } from "./keep-line.ts";
import { shownLine, splitLine } from "./split-line.ts";

/**
 * A line that looks meant as `# keep` and protects nothing. Its text is untrusted.
 *
 * - `not-a-keep-line`: misspelled, so it is a plain comment, and the entries below it aren't protected
 * - `behind-an-entry`: it stands behind an entry instead of above it
 * - `nothing-below`: it is spelled correctly, but a blank line or a comment follows instead of an entry
 */
export interface NearMiss {
  /** From 1. */
  readonly line: number;
  /** As written, without its line end; cut after 200 characters, which a `…` then shows. */
  readonly text: string;
  /** What is wrong with it, as described above. */
  readonly kind: "not-a-keep-line" | "behind-an-entry" | "nothing-below";
  /** Completes the sentence that begins with the line: "is read as a plain comment". */
  readonly reason: string;
  /** The line to write above the entries. Made from the text, so it is untrusted as well. */
  readonly suggestion: string;
}

const LONGEST_LOOKED_AT = 200;
// Whatever people begin a comment with, then the word or a slip of it. Full-width characters are ASCII by now.
const ALMOST = /^[#;/*!<>\-\s]*\b(keep(?:s|ing)?|kept|kep|kepp|keeep|keap)(?![\p{L}\p{N}])(.*)$/iu;
const ALMOST_IN_CHINESE = /^[#;/*!<>\-\s]*(保留|保持)(.*)$/u;

/** What a comment that looks meant as `# keep` should have been; null for every other comment. */
function suggestKeepLine(comment: string): string | null {
  const plain = comment
    .slice(0, LONGEST_LOOKED_AT)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "");
  const found = ALMOST.exec(plain) ?? ALMOST_IN_CHINESE.exec(plain);
  if (!found) return null;
  return keepLine((found[2] ?? "").replace(/^[\p{P}\p{S}\s]+/u, "").replace(/\s*(?:-->|\*\/)\s*$/, ""));
}

const reasons: Readonly<Record<NearMiss["kind"], string>> = {
  "not-a-keep-line": "is read as a plain comment",
  "behind-an-entry": "is read as a plain comment, since it stands behind an entry",
  "nothing-below": "protects nothing, since no entry follows on the next line",
};

/** Finds the lines that look meant as `# keep` and protect nothing: those that an entry follows, or that stand behind one. */
export function findNearMisses(lines: readonly string[]): NearMiss[] {
  const found: NearMiss[] = [];
  /** A misspelled line above: it matters once an entry follows. */
  let above: NearMiss | null = null;
  /** A correct line above: it matters unless an entry follows. */
  let opened: NearMiss | null = null;
  let isInBlock = false;

  for (const [index, raw] of lines.entries()) {
    const nearMiss = (kind: NearMiss["kind"], suggestion: string): NearMiss => ({
      line: index + 1,
      text: shownLine(raw),
      kind,
      reason: reasons[kind],
      suggestion,
    });
    const { entry, comment } = splitLine(raw);
    if (entry !== "") {
      if (above) found.push(above);
      above = opened = null;
      if (isInBlock) continue;
      // A line that begins with, say, a full-width number sign isn't a comment, but is meant as one.
      const whole = suggestKeepLine(raw);
      const behind = suggestKeepLine(comment);
      if (whole !== null) above = nearMiss("not-a-keep-line", whole);
      else if (behind !== null) found.push(nearMiss("behind-an-entry", behind));
      continue;
    }
    if (opened) found.push(opened);
    const reason = readKeepLine(comment);
    isInBlock = reason !== undefined;
    opened = reason === undefined ? null : nearMiss("nothing-below", keepLine(reason));
    const suggestion = isInBlock ? null : suggestKeepLine(comment);
    if (suggestion !== null) above = nearMiss("not-a-keep-line", suggestion);
    else if (isInBlock || comment === "") above = null;
  }
  if (opened) found.push(opened);
  return found;
}
