import { FormatLimitError } from "../errors.ts";
import type { Format } from "../format.ts";
import type { Prefix } from "../prefix.ts";

/** A list as every format starts from it: masked, aggregated, sorted, families apart. */
export interface CanonicalList {
  /** `[a-z][a-z0-9-]*`, ends in no hyphen, at most 63 characters: safe as a file name and as a Kubernetes name. */
  readonly name: string;
  /** The name with underscores: safe as a variable name. */
  readonly identifier: string;
  /** On one line. */
  readonly description: string | null;
  readonly ipv4: readonly Prefix[];
  readonly ipv6: readonly Prefix[];
}

/** How the program that reads a format wants it. */
export interface FormatWriter {
  /** What follows the list's name in the names of the files. */
  readonly extensions: readonly string[];
  /**
   * The files' contents, in the order of the extensions; null for a file that must not be written, since an empty one would do harm.
   * @throws {FormatLimitError} when the consumer can't take the list
   */
  write(list: CanonicalList): readonly (string | null)[];
}

/** What a file says about itself, in two lines. No line ends in a backslash, which would join it to the next one. */
function managedLines({ name, description }: CanonicalList): string[] {
  const what = description === null ? "" : ` (${description})`;
  return [
    `Chat IP allowlist ${name}${what}.`,
    "Managed by chat-ip: changes made here by hand are overwritten.",
  ];
}

/** The same as comments that begin with `#`, for the formats that have them. */
export function managedHeader(list: CanonicalList): string {
  return managedLines(list)
    .map((line) => `# ${line}\n`)
    .join("");
}

/** The same on one line, for the comment keys of JSON. */
export function managedComment(list: CanonicalList): string {
  return managedLines(list).join(" ");
}

/** Refuses an empty list where the reading program would then let everyone in, or lock everyone out. */
export function refuseEmpty(format: Format, { name, ipv4, ipv6 }: CanonicalList, why: string): void {
  if (ipv4.length + ipv6.length > 0) return;
  throw new FormatLimitError(
    format,
    name,
    `it is empty, and ${why}`,
    "Add the first entries to the list, or leave this format out.",
  );
}

/** `/32` and `/128` written out, for consumers that take no single addresses. */
export function writtenOut(prefixes: readonly Prefix[]): string[] {
  return prefixes.map((prefix) =>
    prefix.includes("/") ? prefix : `${prefix}/${prefix.includes(":") ? 128 : 32}`,
  );
}

/** Whole families as two halves, for consumers that take no `/0`. */
export function halved(prefixes: readonly Prefix[]): Prefix[] {
  return prefixes.flatMap((prefix) => {
    if (prefix === "0.0.0.0/0") return ["0.0.0.0/1", "128.0.0.0/1"];
    return prefix === "::/0" ? ["::/1", "8000::/1"] : [prefix];
  });
}
