import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { absent, type RefMove } from "./ref-move.ts";
import { isRefName } from "./ref-names.ts";

/**
 * Creates or moves a ref that is a file of its own, by git's protocol: only who has made `NAME.lock` may change `NAME`. That
 * takes no process.
 *
 * @returns false where it isn't that simple: a deletion, a packed ref, another value, or another ref or process in the way.
 *   Nothing has changed then, and git can say why
 */
export function moveLooseRef(gitDirectory: string, { name, from, to }: RefMove): boolean {
  if (to === null || !isRefName(name) || existsSync(join(gitDirectory, "packed-refs"))) return false;
  const path = join(gitDirectory, name);
  const lock = `${path}.lock`;
  if (!takeLock(lock, to)) return false;
  const isExpected = readValue(path) === from;
  if (isExpected) renameSync(lock, path);
  else rmSync(lock);
  return isExpected;
}

function takeLock(lock: string, content: string): boolean {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, `${content}\n`, { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** What the file of a ref holds, `absent` where there is none, and null where a folder of refs is in its place. */
function readValue(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return absent;
  return found.isFile() ? readFileSync(path, "utf8").trim() : null;
}
