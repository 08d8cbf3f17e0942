import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { usageError } from "./errors.ts";
import { words } from "./words/words.ts";

/**
 * The whole text of a file, or of stdin for `-`. Says that it waits when a person would have to type it.
 *
 * @throws the system's error when the file can't be read
 */
export async function readInput(file: string, cwd = "."): Promise<string> {
  if (file !== "-") return readFile(resolve(cwd, file), "utf8");
  if (process.stdin.isTTY) {
    throw usageError(words().usage.nothingGiven);
  }
  return text(process.stdin);
}
