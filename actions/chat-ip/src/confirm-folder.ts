import { ChangedUnderUsError, RefusedError } from "./errors.ts";
import type { BranchHead } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { changedNames } from "./managed-files.ts";
import { managedFiles, type Snapshot } from "./snapshot.ts";

/**
 * Confirms what is told of the folder, before something is built on it: that it is that of this commit, and, where it is not
 * there, that it can be made.
 * @throws {ChangedUnderUsError} where somebody has pushed since.
 * @throws {RefusedError} where a file stands where a folder would have to be.
 */
export async function confirmFolder(
  read: GitHubReads,
  snapshot: Snapshot,
  head: BranchHead,
  path: string,
): Promise<void> {
  const absent = snapshot.base.folder.size === 0;
  await Promise.all([confirmCommit(read, snapshot, head, path), absent && confirmParents(read, head, path)]);
}

/** A file in the way would be deleted: git can't hold both. */
async function confirmParents(read: GitHubReads, head: BranchHead, path: string): Promise<void> {
  // The last part is told by the listing.
  const parents = path.split("/").slice(0, -1);
  let tree = head.treeSha;
  for (const [index, name] of parents.entries()) {
    const found = (await read.tree(tree)).get(name);
    if (found === undefined) return;
    if (found.type !== "tree") {
      const what = found.type === "blob" ? "file" : found.type === "commit" ? "submodule" : found.type;
      throw new RefusedError(
        `\`${parents.slice(0, index + 1).join("/")}\` is a ${what} in the repository, where a folder is needed. Choose another \`path\`.`,
      );
    }
    tree = found.sha;
  }
}

/**
 * Confirms that the folder which a proposal was made from is that of the commit which it will be built on, where the base's
 * name had to be asked for: an allowlist that somebody pushed since would be overwritten unread.
 * @throws {ChangedUnderUsError} where that has happened.
 */
async function confirmCommit(
  read: GitHubReads,
  { base }: Snapshot,
  head: BranchHead,
  path: string,
): Promise<void> {
  if (base.head) return;
  const now = managedFiles(await read.folder(path, head.sha), path);
  if (changedNames(base.files, now).length > 0) throw new ChangedUnderUsError("the base moved meanwhile");
}
