import { type Format, formats, isFormat, type Prefix, render } from "@chat-ip/allowlist";
import { type Invocation, isSet, textOf } from "../command.ts";
import type { CommandFlag } from "../command-flag.ts";
import { usageError } from "../errors.ts";
import { oneLine } from "../one-line.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";

/** Flags of commands that print a set. */
export const setFlags: readonly CommandFlag[] = [
  { flags: "-4, --ipv4", description: "IPv4 only." },
  { flags: "-6, --ipv6", description: "IPv6 only." },
  {
    flags: "--format <name>",
    description: `Print for a consumer: ${formats.join(", ")}. Default: one prefix a line.`,
    values: formats,
  },
];

/** The part of a set that `-4` or `-6` ask for. */
export function chosenFamilies(prefixes: readonly Prefix[], flags: Invocation["flags"]): readonly Prefix[] {
  const ipv4 = isSet(flags, "ipv4");
  const ipv6 = isSet(flags, "ipv6");
  if (ipv4 === ipv6) return prefixes;
  return prefixes.filter((prefix) => prefix.includes(":") === ipv6);
}

/**
 * The format of `--format`; null for plain lines.
 *
 * @throws {CliError} when there is no such format
 */
export function readFormat(flags: Invocation["flags"]): Format | null {
  const name = textOf(flags, "format");
  if (name === null || name === "txt") return null;
  if (isFormat(name)) return name;
  throw usageError(words().sets.unknownFormat(oneLine(name, 40), suggestion(name, formats)));
}

/** A set as text for stdout: a prefix a line, or all files of a format one after the other. */
export function setAsText(name: string, prefixes: readonly Prefix[], format: Format | null): string {
  if (format === null) return prefixes.map((prefix) => `${prefix}\n`).join("");
  return [...render({ name, prefixes }, format).values()].join("");
}
