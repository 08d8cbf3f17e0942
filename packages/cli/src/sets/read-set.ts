import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Prefix, parseEntry, sortPrefixes } from "@chat-ip/allowlist";
import { usageError } from "../errors.ts";
import { readInput } from "../read-input.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";
import { invalidLinesError, type ReadPrefixes, readPrefixes, warnOfLines } from "./read-prefixes.ts";

export interface ReadSetOptions {
  readonly cwd: string;
  readonly terminal: Terminal;
  /** Whether lines that are no addresses are reported and left out, instead of ending the command. */
  readonly skipInvalid: boolean;
}

/**
 * Reads a set of prefixes as the command line names it: a file, `-` for stdin, or prefixes themselves, with commas between.
 *
 * @throws {CliError} when there is no such file, or a line is no address
 */
export async function readSet(name: string, options: ReadSetOptions): Promise<readonly Prefix[]> {
  const literal = name === "-" || existsSync(resolve(options.cwd, name)) ? null : readLiteral(name);
  if (literal !== null) return literal;
  return accept(name === "-" ? "stdin" : name, readPrefixes(await readInput(name, options.cwd)), options);
}

/** Whether a name is a folder. */
export function isFolder(name: string, cwd: string): boolean {
  return statSync(resolve(cwd, name), { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Reads each `.txt` of a folder, by the name of its list. */
export async function readFolder(
  name: string,
  options: ReadSetOptions,
): Promise<ReadonlyMap<string, readonly Prefix[]>> {
  const folder = resolve(options.cwd, name);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".txt")).sort();
  if (files.length === 0) {
    throw usageError(words().sets.noTextFiles(name));
  }
  const lists = new Map<string, readonly Prefix[]>();
  for (const file of files) {
    const read = readPrefixes(await readInput(join(folder, file)));
    lists.set(file.replace(/\.txt$/, ""), accept(join(name, file), read, options));
  }
  return lists;
}

function accept(
  where: string,
  { prefixes, invalid }: ReadPrefixes,
  options: ReadSetOptions,
): readonly Prefix[] {
  const lost = invalid.filter(({ recovered }) => recovered === null);
  if (lost.length > 0 && !options.skipInvalid) throw invalidLinesError(where, lost);
  warnOfLines(options.terminal, where, invalid);
  return prefixes;
}

/** Prefixes written on the command line itself; null when the text looks like the name of a file. */
function readLiteral(text: string): readonly Prefix[] | null {
  const entries = text.split(",").map((entry) => parseEntry(entry.trim()));
  const prefixes = entries.flatMap((entry) => (entry.ok ? [entry.prefix] : []));
  return prefixes.length === entries.length ? sortPrefixes(prefixes) : null;
}
