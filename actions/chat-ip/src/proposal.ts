import { formatAllowlist, formatFileNames, type KeepBlock, type Prefix, render } from "@chat-ip/allowlist";
import { type ListName, listNames, lists } from "@chat-ip/core";
import { blobSha } from "./blob-sha.ts";
import type { Inputs } from "./inputs.ts";
import { type FileMap, fileNamesOfList, listFileName } from "./managed-files.ts";

/** What one list's files are to be. */
export interface ListProposal {
  readonly list: ListName;
  /** file name → content, or `null` to delete it; a file that is as wanted isn't named */
  readonly changes: ReadonlyMap<string, string | null>;
}

/** The header of a list's file. It holds no time and no version: those would change without a reason to review. */
export const fileHeader = (list: ListName): string[] => [
  `${list}: Tencent Cloud Chat, ${lists[list].description}`,
  `GetIPList nettype ${lists[list].netType}. Managed by chat-ip-action: changes come by pull request.`,
  "Entries of your own survive in a block that begins with a line `# keep: reason`.",
];

/** The whole `.txt` of a list. */
export const renderListFile = (
  list: ListName,
  prefixes: readonly Prefix[],
  keep: readonly KeepBlock[],
): string => formatAllowlist({ header: fileHeader(list), prefixes, keep });

/** What the files of a list are to say. */
export interface ListState {
  readonly list: ListName;
  /** rewrite the `.txt`? Only drift is a reason. */
  readonly rewrite: boolean;
  /** what the files are to say: live where there is drift, else as committed */
  readonly prefixes: readonly Prefix[];
  readonly keep: readonly KeepBlock[];
}

/**
 * Says which files of a list are to change: the `.txt` where there is drift, the files in other formats where they
 * are missing or stale, and those of formats that are switched off, which go.
 * @throws {FormatLimitError} where a format can't hold the list.
 */
export function proposeList(state: ListState, base: FileMap, wanted: Inputs["formats"]): ListProposal {
  const { list, prefixes, keep } = state;
  const files = new Map<string, string>();
  if (state.rewrite) files.set(listFileName(list), renderListFile(list, prefixes, keep));
  const allowed = [...prefixes, ...keep.flatMap((block) => block.prefixes)];
  for (const format of wanted) {
    const rendered = render({ name: list, description: lists[list].description, prefixes: allowed }, format);
    for (const [name, content] of rendered) files.set(name, content);
  }
  const changes = new Map<string, string | null>();
  for (const [name, content] of files) {
    if (base.get(name) !== blobSha(content)) changes.set(name, content);
  }
  const kept = new Set([listFileName(list), ...wanted.flatMap((format) => formatFileNames(list, format))]);
  for (const name of fileNamesOfList(list)) {
    if (base.has(name) && !kept.has(name)) changes.set(name, null);
  }
  return { list, changes };
}

/** All lists' proposals in one. */
export interface Proposal {
  readonly changes: ReadonlyMap<string, string | null>;
  /** Files of lists that failed, were held back or aren't managed by this run: they stay as the branch has them. */
  readonly frozen: ReadonlySet<string>;
  /** Did a list fail to load, or was one held back? Then "no drift" is not the whole truth. */
  readonly incomplete: boolean;
}

/** The managed files as they are to be, by content id. */
export function wantedFiles(base: FileMap, proposal: Proposal, branch: BranchFiles | null): FileMap {
  const wanted = new Map(base);
  for (const [name, content] of proposal.changes) {
    if (content === null) wanted.delete(name);
    else wanted.set(name, blobSha(content));
  }
  if (branch === null) return wanted;
  for (const list of carriedLists(base, proposal, branch)) {
    for (const name of fileNamesOfList(list)) {
      const proposed = branch.files.get(name);
      if (proposed === undefined) wanted.delete(name);
      else wanted.set(name, proposed);
    }
  }
  return wanted;
}

/**
 * The lists of which this run knows nothing, and for which the branch proposes something all the same. Where the base's own
 * files of a list have changed since, that proposal was made for a base that is gone: the base's files are as they are to be.
 */
export function carriedLists(base: FileMap, { frozen }: Proposal, branch: BranchFiles): ListName[] {
  const differ = (names: readonly string[], before: FileMap, after: FileMap): boolean =>
    names.some((name) => before.get(name) !== after.get(name));
  return listNames.filter((list) => {
    const names = fileNamesOfList(list);
    const { files, mergeBaseFiles } = branch;
    return (
      names.some((name) => frozen.has(name)) &&
      differ(names, mergeBaseFiles, files) &&
      !differ(names, mergeBaseFiles, base)
    );
  });
}

/** A branch's managed files, and those of the commit where it left the base. */
export interface BranchFiles {
  readonly files: FileMap;
  readonly mergeBaseFiles: FileMap;
}
