import { type Allowlist, parseAllowlist } from "@chat-ip/allowlist";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The bytes as text without a byte order mark; `null` where they aren't UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Lines without blanks around them and with single blanks in them; empty ones don't count. */
const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replaceAll(/\s+/g, " "))
    .filter((line) => line !== "");

/** The comments of an allowlist, on lines of their own or after entries. */
const commentsOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /[#;].*$/.exec(line)?.[0].trim() ?? []);

function allowlistOf(bytes: Uint8Array, text: string): string | null {
  const { prefixes, keep, invalid, unreadable }: Allowlist = parseAllowlist(bytes);
  if (unreadable !== null || invalid.length > 0) return null;
  const kept = keep.map((block) => [block.prefixes, linesOf(block.text ?? "")]);
  return JSON.stringify([prefixes, kept, commentsOf(linesOf(text))]);
}

function jsonOf(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}

/** In YAML, indentation has a meaning. */
const yamlOf = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");

/** What a managed file says, without blanks and line ends that mean nothing; `null` where that can't be told. */
function meaningOf(path: string, bytes: Uint8Array): string | null {
  const text = decode(bytes);
  if (text === null) return null;
  if (path.endsWith(".txt")) return allowlistOf(bytes, text);
  if (path.endsWith(".json")) return jsonOf(text);
  return /\.ya?ml$/.test(path) ? yamlOf(text) : linesOf(text).join("\n");
}

/**
 * Do two versions of a managed file say the same? Prefixes, keep blocks and comments count; blanks and line ends don't, so
 * that a formatter's commit is no edit.
 */
export function isSameContent(path: string, one: Uint8Array, other: Uint8Array): boolean {
  const meaning = meaningOf(path, one);
  return meaning !== null && meaning === meaningOf(path, other);
}
