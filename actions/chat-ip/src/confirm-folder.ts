import { ChangedUnderUsError } from "./errors.ts";
import type { BranchHead } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { changedNames } from "./managed-files.ts";
import { managedFiles, type Snapshot } from "./snapshot.ts";

/**
 * Confirms that the folder which a proposal was made from is that of the commit which it will be built on, where the base's
 * name had to be asked for: an allowlist that somebody pushed since would be overwritten unread.
 * @throws {ChangedUnderUsError} where that has happened.
 */
export async function confirmFolder(
  read: GitHubReads,
  { base }: Snapshot,
  head: BranchHead,
  path: string,
): Promise<void> {
  if (base.head) return;
  const now = managedFiles(await read.folder(path, head.sha), path);
  if (changedNames(base.files, now).length > 0) throw new ChangedUnderUsError("the base moved meanwhile");
}
