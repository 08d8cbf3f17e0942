import { checkOptions, checkPrefixes } from "./arguments.ts";
import type { KeepBlock } from "./keep-block.ts";
import { keepLine } from "./keep-line.ts";
import { oneLine } from "./one-line.ts";
import type { Prefix } from "./prefix.ts";
import { sortPrefixes } from "./sort-prefixes.ts";

function comment(text: string): string {
  return `# ${oneLine(text)}`.trimEnd();
}

function keepSection({ reason, prefixes, text }: KeepBlock): string[] {
  if (prefixes.length === 0) return [];
  return text === undefined ? [keepLine(reason), ...sortPrefixes(prefixes)] : [text];
}

/**
 * The whole text of an allowlist file: the header lines as comments, the prefixes sorted and each once, then the keep blocks in
 * the order given, with a blank line between these parts. Comments stand on lines of their own, lines end in LF, the last one too.
 * Reading it and writing what was read gives the same bytes.
 *
 * A keep block that `parseAllowlist` read is written as the person wrote it, words and entries; only its line ends become LF.
 * Control characters in the header and in reasons become spaces; keep blocks without entries are left out.
 * @throws {InvalidPrefixError} when a text among the prefixes is not a valid address or prefix
 * @throws {InvalidArgumentError} when `prefixes` is missing or isn't an array
 */
export function formatAllowlist(file: {
  /** Lines without their `#`. Nothing that changes from run to run, which would be noise in the file's history. */
  readonly header: readonly string[];
  /** The managed entries. */
  readonly prefixes: readonly Prefix[];
  /** A person's blocks, as \`parseAllowlist\` returns them. */
  readonly keep: readonly KeepBlock[];
}): string {
  checkOptions("formatAllowlist(file)", file, "{ header, prefixes, keep }");
  const prefixes = checkPrefixes("formatAllowlist({ prefixes })", file.prefixes);
  const sections = [file.header.map(comment), sortPrefixes(prefixes), ...file.keep.map(keepSection)];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}
