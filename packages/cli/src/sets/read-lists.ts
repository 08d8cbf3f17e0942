import { statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Prefix } from "@chat-ip/allowlist";
import { isListName, listNames } from "@chat-ip/core";
import { failure, usageError } from "../errors.ts";
import { readInput } from "../read-input.ts";
import type { SettingReader } from "../settings/setting-reader.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";
import { readPrefixes, warnOfLines } from "./read-prefixes.ts";

/** A list as it is in a folder of allowlists. */
export interface FolderList {
  /** The list's name; `app/list` where the config file names apps. */
  readonly name: string;
  readonly list: string;
  readonly folder: string;
  readonly prefixes: readonly Prefix[];
}

/** The folder of an app's allowlists, absolute. */
export function folderOf(reader: SettingReader): string {
  const { cwd, config } = reader.sources;
  return reader.path("path") ?? join(config?.folder ?? cwd, "chat-ips", reader.app ?? "");
}

/**
 * Reads the allowlists that there are for the given readers of apps.
 *
 * @throws {CliError} when no folder holds any
 */
export async function readLists(
  readers: readonly SettingReader[],
  terminal: Terminal,
): Promise<readonly FolderList[]> {
  const found: FolderList[] = [];
  const folders: string[] = [];
  for (const reader of readers) {
    const folder = folderOf(reader);
    const names = reader.names("lists", isListName) ?? listNames;
    reader.finish();
    folders.push(relative(reader.sources.cwd, folder) || ".");
    for (const list of names) {
      const file = join(folder, `${list}.txt`);
      const entry = statSync(file, { throwIfNoEntry: false });
      if (entry === undefined) continue;
      // A pipe would be read for ever.
      if (!entry.isFile()) throw failure(words().files.notAFile(relative(reader.sources.cwd, file), "other"));
      const { prefixes, invalid } = readPrefixes(await readInput(file));
      warnOfLines(terminal, relative(reader.sources.cwd, file), invalid);
      found.push({ name: reader.app === null ? list : `${reader.app}/${list}`, list, folder, prefixes });
    }
  }
  if (found.length > 0) return found;
  throw usageError(words().sets.noAllowlists(folders));
}
