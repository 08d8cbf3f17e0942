import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { failure } from "../errors.ts";

interface Prepared {
  readonly target: string;
  readonly temporary: string;
}

/**
 * Writes files into a folder, all or none: each is written in full to a temporary file beside it and flushed to disk; only
 * when all of them are there, they are renamed over the old ones. Modes of files that exist are kept. Files that hold the
 * text already are left alone.
 *
 * @param names of the files to their texts; a name has no folder in it
 * @returns the names of the files that changed
 * @throws {CliError} when a target is a symbolic link or no plain file, or a name leaves the folder
 */
export async function writeFiles(
  cwd: string,
  folder: string,
  names: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const place = resolve(cwd, folder);
  await refuseLinks(cwd, place);
  const changed: { readonly name: string; readonly text: string; readonly mode: number | null }[] = [];
  for (const [name, text] of names) {
    if (name === "" || name === "." || name === ".." || /[/\\\0]/.test(name)) {
      throw failure({
        what: `${JSON.stringify(name)} is not a file name.`,
        why: "It would leave the folder.",
      });
    }
    const existing = await statPlainFile(join(place, name));
    if (existing !== null && (await readFile(join(place, name), "utf8")) === text) continue;
    changed.push({ name, text, mode: existing });
  }
  if (changed.length === 0) return [];
  await mkdir(place, { recursive: true });
  const prepared: Prepared[] = [];
  try {
    for (const { name, text, mode } of changed) prepared.push(await prepare(join(place, name), text, mode));
    for (const { temporary, target } of prepared) await rename(temporary, target);
  } finally {
    for (const { temporary } of prepared) await rm(temporary, { force: true });
  }
  await flushFolder(place);
  return changed.map(({ name }) => name);
}

/** A temporary file beside the target, whole and on disk. It is removed again when that fails. */
async function prepare(target: string, text: string, mode: number | null): Promise<Prepared> {
  const temporary = join(dirname(target), `.chat-ip-${randomBytes(6).toString("hex")}.tmp`);
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  try {
    const handle = await open(temporary, flags, mode ?? 0o666);
    try {
      await handle.writeFile(text);
      if (mode !== null) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return { target, temporary };
}

/** The permissions of a file; null when there is none. */
async function statPlainFile(path: string): Promise<number | null> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (found === null) return null;
  if (found.isFile()) return found.mode & 0o7777;
  throw failure({
    what: `${path} is ${found.isSymbolicLink() ? "a symbolic link" : "not a plain file"}, so nothing was written.`,
    why: "Writing through it could change a file somewhere else.",
    remedy: "Replace it with a plain file, or choose another folder.",
  });
}

/** Refuses a folder that is reached through a symbolic link below the current folder. */
async function refuseLinks(cwd: string, place: string): Promise<void> {
  const base = resolve(cwd);
  if (place !== base && !place.startsWith(base.endsWith(sep) ? base : base + sep)) return;
  for (let path = place; path.length > base.length; path = dirname(path)) {
    const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (found?.isSymbolicLink() === true) {
      throw failure({
        what: `The folder ${path} is a symbolic link, so nothing was written.`,
        why: "Writing through it could change files somewhere else.",
        remedy: "Name the folder that it leads to.",
      });
    }
  }
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
