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

/** How one consumer wants it. */
export interface FormatWriter {
  /** What follows the list's name in the names of the files. */
  readonly extensions: readonly string[];
  /**
   * The files' contents, in the order of the extensions.
   * @throws {FormatLimitError} when the consumer can't take the list
   */
  write(list: CanonicalList): readonly string[];
}

/** What each format that has comments says first. No line ends in a backslash, which would join it to the next one. */
export function managedHeader({ name, description }: CanonicalList): string {
  const what = description === null ? "" : ` (${description})`;
  return `# Chat IP allowlist ${name}${what}.\n# Managed by chat-ip: what is changed here by hand is overwritten.\n`;
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
