import { lstat, readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { failure } from "../errors.ts";
import { words } from "../words/words.ts";
import { type FindFiles, type FoundFiles, managedNames } from "./managed-files.ts";

type Found = FoundFiles extends ReadonlyMap<string, infer File> ? File : never;

async function kindOf(path: string): Promise<Found["type"] | null> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (found === null) return null;
  if (found.isSymbolicLink()) return "symlink";
  return found.isFile() ? "file" : "folder";
}

/**
 * Refuses a folder that is reached through a symbolic link or a file somewhere below the root: what is read or written there would be
 * somewhere else.
 */
export async function refuseLinkedFolder(root: string, folder: string): Promise<void> {
  const place = resolve(root, folder);
  const base = resolve(root);
  if (place !== base && !place.startsWith(base.endsWith(sep) ? base : base + sep)) return;
  for (let path = place; path.length > base.length; path = dirname(path)) {
    const kind = await kindOf(path);
    if (kind === "symlink") throw failure(words().files.linkedFolder(path));
    if (kind === "file") throw failure(words().files.notAFolder(path));
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR") throw failure(words().files.notAFolder(folder), error);
    throw error;
  });
}

/** Finds the managed files of folders below a root, on disk. @throws {CliError} for symbolic links */
export function findOnDisk(root: string): FindFiles {
  return async (folder) => {
    await refuseLinkedFolder(root, folder);
    const found = new Map<string, Found>();
    const names = new Set(await namesIn(join(root, folder)));
    for (const name of managedNames.filter((one) => names.has(one))) {
      const path = join(root, folder, name);
      const type = await kindOf(path);
      if (type === null) continue;
      if (type !== "file") {
        throw failure(words().files.notAFile(path, type === "symlink" ? "symlink" : "other"));
      }
      found.set(name, { type, bytes: await readFile(path) });
    }
    return found;
  };
}
