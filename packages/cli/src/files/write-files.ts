import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { failure } from "../errors.ts";
import { words } from "../words/words.ts";
import { refuseLinkedFolder } from "./disk-files.ts";
import { beginJournal, endJournal, type Step } from "./journal.ts";

/** A file's new text; `null` deletes it. */
export type NewTexts = ReadonlyMap<string, string | null>;

/**
 * Writes files below a root, all or none. Each is written in full to a temporary file beside it and flushed to disk; only
 * when all are there, they are renamed over the old ones, by a journal that the next run completes should this one be
 * killed in between. Modes of files that exist are kept. Files that hold the text already are left alone.
 *
 * @param texts paths from the root, with slashes
 * @returns the paths that changed
 * @throws {CliError} when a path leaves the root, or leads through a symbolic link or to something that is no plain file;
 *   the system's error when the disk is full or a folder can't be written. Then the old files are unchanged.
 */
export async function writeFiles(root: string, texts: NewTexts): Promise<readonly string[]> {
  const base = resolve(root);
  const changed: { readonly path: string; readonly text: string | null; readonly mode: number | null }[] = [];
  for (const [path, text] of texts) {
    const target = resolve(base, path);
    if (
      path.includes("\0") ||
      path.endsWith("/") ||
      !target.startsWith(base.endsWith(sep) ? base : base + sep)
    ) {
      throw failure(words().files.leavesFolder(JSON.stringify(path), base));
    }
    await refuseLinkedFolder(base, dirname(target));
    const mode = await modeOf(target);
    const before = mode === null ? null : await readFile(target, "utf8");
    if (before !== text) changed.push({ path, text, mode });
  }
  if (changed.length === 0) return [];
  const made: string[] = [];
  const folders: string[] = [];
  const steps: Step[] = [];
  let whole = false;
  try {
    for (const { path, text, mode } of changed) {
      const target = resolve(base, path);
      if (text === null) steps.push({ target, temporary: null });
      else {
        await mkdir(dirname(target), { recursive: true });
        folders.push(dirname(target));
        const temporary = join(dirname(target), `.chat-ip-${randomBytes(6).toString("hex")}.tmp`);
        made.push(temporary);
        await writeTemporary(temporary, text, mode);
        steps.push({ target, temporary });
      }
    }
    // One rename is whole by itself.
    const journal = steps.length > 1 ? await beginJournal(base, steps) : null;
    whole = true;
    await takeSteps(steps);
    if (journal !== null) await endJournal(journal);
  } finally {
    for (const temporary of made) await rm(temporary, { force: true });
    if (!whole) for (const folder of folders) await removeEmptyFolders(folder, base);
  }
  return changed.map(({ path }) => path);
}

/** Removes folders from `folder` up to `base` as long as they are empty. */
async function removeEmptyFolders(folder: string, base: string): Promise<void> {
  for (let path = folder; path.length > base.length; path = dirname(path)) {
    try {
      await rmdir(path);
    } catch {
      return; // somebody's file is in it, or it is gone
    }
  }
}

/** Puts prepared files in their places. Taking steps twice does no harm. */
export async function takeSteps(steps: readonly Step[]): Promise<void> {
  for (const { target, temporary } of steps) {
    if (temporary === null) await rm(target, { force: true });
    else {
      await rename(temporary, target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error; // it was renamed before the run was killed
      });
    }
  }
  for (const folder of new Set(steps.map(({ target }) => dirname(target)))) await flushFolder(folder);
}

async function writeTemporary(path: string, text: string, mode: number | null): Promise<void> {
  const handle = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode ?? 0o666);
  try {
    await handle.writeFile(text);
    if (mode !== null) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The permissions of a file; null when there is none. @throws {CliError} when it is no plain file */
async function modeOf(path: string): Promise<number | null> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (found === null) return null;
  if (found.isFile()) return found.mode & 0o7777;
  throw failure(words().files.notWritten(path, found.isSymbolicLink() ? "symlink" : "other"));
}

async function flushFolder(place: string): Promise<void> {
  if (process.platform === "win32") return; // folders can't be opened there
  const handle = await open(place, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
