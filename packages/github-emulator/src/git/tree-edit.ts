import { directoryMode, encodeTree, type TreeEntry } from "./objects.ts";

/** One change to a tree: put an object at a path, or (sha null) remove what is there. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly sha: string | null;
}

export interface TreeAccess {
  readTree(sha: string): Promise<readonly TreeEntry[] | null>;
  writeTree(content: Buffer): string;
}

/** A deletion of something that doesn't exist. */
export class MissingPathError extends Error {
  override readonly name = "MissingPathError";
  readonly path: string;

  constructor(path: string) {
    super(`nothing to delete at ${path}`);
    this.path = path;
  }
}

/**
 * Writes the tree that results from `base` (or from nothing) and the changes, and returns its SHA-1. Directories that
 * become empty vanish, as in git.
 * @throws {MissingPathError} when a deletion finds nothing
 */
export async function editTree(
  access: TreeAccess,
  base: string | null,
  changes: readonly TreeChange[],
): Promise<string> {
  return (await editLevel(access, base, changes, "")) ?? access.writeTree(encodeTree([]));
}

async function editLevel(
  access: TreeAccess,
  base: string | null,
  changes: readonly TreeChange[],
  prefix: string,
): Promise<string | null> {
  const entries = new Map<string, TreeEntry>();
  for (const entry of base === null ? [] : ((await access.readTree(base)) ?? []))
    entries.set(entry.name, entry);
  const below = new Map<string, TreeChange[]>();
  for (const change of changes) {
    const slash = change.path.indexOf("/");
    const name = slash === -1 ? change.path : change.path.slice(0, slash);
    if (slash !== -1) {
      below.set(name, [...(below.get(name) ?? []), { ...change, path: change.path.slice(slash + 1) }]);
    } else if (change.sha !== null) {
      entries.set(name, { mode: change.mode, name, sha: change.sha });
    } else if (!entries.delete(name)) {
      throw new MissingPathError(prefix + name);
    }
  }
  for (const [name, inner] of below) {
    const old = entries.get(name);
    const oldTree = old?.mode === directoryMode ? old.sha : null;
    const sha = await editLevel(access, oldTree, inner, `${prefix}${name}/`);
    if (sha === null) entries.delete(name);
    else entries.set(name, { mode: directoryMode, name, sha });
  }
  if (entries.size === 0) return null;
  return access.writeTree(encodeTree([...entries.values()]));
}
