import type { FileMap } from "../lists/file-map.ts";
import { filePathsOfList, type ListFolder, listsOfFolders } from "../lists/list-files.ts";
import type { ListKey } from "../lists/list-key.ts";
import type { ListResult, NewFile } from "../lists/propose-files.ts";

/** What all lists together want changed. */
export interface Proposal {
  /** path → file, or `null` to delete it; a file that is right already isn't named */
  readonly changes: ReadonlyMap<string, NewFile | null>;
  /** Files of lists that failed, were held back or aren't this run's: they stay as the branch has them. */
  readonly frozen: ReadonlySet<string>;
  /** Did a list fail, or was one held back? Then "no drift" is not the whole truth. */
  readonly incomplete: boolean;
  /** the folders that the files are in */
  readonly folders: readonly ListFolder[];
}

/** Puts the results of all lists together; the files of a list without a result are frozen. */
export function combine(results: readonly ListResult[], folders: readonly ListFolder[]): Proposal {
  const changes = new Map<string, NewFile | null>();
  const frozen = new Set(listsOfFolders(folders).flatMap(filePathsOfList));
  for (const { key, files } of results) {
    if (!files) continue;
    for (const path of filePathsOfList(key)) frozen.delete(path);
    for (const [path, file] of files) changes.set(path, file);
  }
  return { changes, frozen, incomplete: results.some(({ files }) => files === null), folders };
}

/** A branch's managed files, and those of the commit where it left the base. */
export interface BranchFiles {
  readonly files: FileMap;
  readonly mergeBaseFiles: FileMap;
}

/** The managed files as they are to be. */
export function wantedFiles(base: FileMap, proposal: Proposal, branch: BranchFiles | null): FileMap {
  const wanted = new Map(base);
  for (const [path, file] of proposal.changes) {
    if (file === null) wanted.delete(path);
    else wanted.set(path, file.id);
  }
  if (branch === null) return wanted;
  for (const path of carriedLists(base, proposal, branch).flatMap(filePathsOfList)) {
    const proposed = branch.files.get(path);
    if (proposed === undefined) wanted.delete(path);
    else wanted.set(path, proposed);
  }
  return wanted;
}

/**
 * The lists of which this run knows nothing, and for which the branch proposes something all the same. Where the base's own
 * files of a list have changed since, that proposal was made for a base that is gone: the base's files are right.
 */
export function carriedLists(base: FileMap, { frozen, folders }: Proposal, branch: BranchFiles): ListKey[] {
  const { files, mergeBaseFiles } = branch;
  const differ = (paths: readonly string[], before: FileMap, after: FileMap): boolean =>
    paths.some((path) => before.get(path) !== after.get(path));
  return listsOfFolders(folders).filter((key) => {
    const paths = filePathsOfList(key);
    return (
      paths.some((path) => frozen.has(path)) &&
      differ(paths, mergeBaseFiles, files) &&
      !differ(paths, mergeBaseFiles, base)
    );
  });
}
