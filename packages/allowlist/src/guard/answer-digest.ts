import { createHash } from "node:crypto";
import { checkPrefixes } from "../arguments.ts";
import type { Prefix } from "../prefix.ts";
import { sortPrefixes } from "../sort-prefixes.ts";
import type { RefusedEntry } from "./finding.ts";

const DIGITS = 12;

/**
 * A name for one answer, to let through exactly that one: the first 12 hexadecimal digits of SHA-256 over its prefixes in normal form, sorted,
 * one a line, then its refused entries as JSON strings, sorted, one a line. Order and spelling of the answer don't matter.
 * @throws {InvalidPrefixError} when a text among the prefixes is not a valid address or prefix
 * @throws {InvalidArgumentError} when `prefixes` isn't an array or another iterable
 */
export function answerDigest(prefixes: Iterable<Prefix>, refused: readonly RefusedEntry[] = []): string {
  const lines = [
    ...sortPrefixes(checkPrefixes("answerDigest(prefixes)", prefixes)),
    ...refused.map(({ entry }) => JSON.stringify(entry)).sort(),
  ];
  const text = lines.map((line) => `${line}\n`).join("");
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
