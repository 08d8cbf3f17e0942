import { posix } from "node:path";
import type { BranchState } from "../decision/branch.ts";
import { openPull } from "../decision/history.ts";
import { digestOfCommit, readBodyState } from "../decision/markers.ts";
import type { BranchFiles } from "../decision/proposal.ts";
import { ChangedMeanwhileError } from "../errors.ts";
import { changedPaths, type FileMap, proposalDigest } from "../lists/file-map.ts";
import { isManagedName, isManagedPath } from "../lists/list-files.ts";
import { isSameContent } from "../lists/same-content.ts";
import type { Forge } from "../ports/forge.ts";
import type { Commit, Comparison } from "../ports/repository.ts";
import { readOthersWork } from "./others-work.ts";
import { type RepositoryState, readListing } from "./read-base.ts";

type BranchReader = Pick<
  Forge,
  "folders" | "read" | "branchTip" | "compare" | "commitMessage" | "isTokenAccount"
>;

/** Reads the branch: if its pull request is open, at the commit that this shows; else at its tip. */
export async function readBranch(
  forge: BranchReader,
  { base, pullRequests }: RepositoryState,
  baseHead: Commit,
  { folders, branch }: { readonly folders: readonly string[]; readonly branch: string },
): Promise<BranchState> {
  const open = openPull(pullRequests, base.name);
  const sha = open?.headSha ?? (await forge.branchTip(branch));
  if (sha === null) return { kind: "absent" };
  const point = { forge, base, baseHead, folders };
  const tip = await readPoint(point, sha);
  if (!tip) return { kind: "unrelated" };
  const { comparison, mergeBaseFiles } = tip;
  const commits = comparison.commits.map(({ sha, message }) => ({ sha, digest: digestOfCommit(message) }));
  const recorded =
    (await recordedDigest(forge, comparison, sha)) ?? readBodyState(open?.body ?? "")?.digest ?? null;
  const last = commits.findLast(({ digest }) => digest !== null);
  const changed = recorded !== null && proposalDigest(mergeBaseFiles, tip.files) !== recorded;
  const lastOwnCommit =
    changed && last !== undefined && last.sha !== sha ? await readPoint(point, last.sha) : null;
  const files =
    lastOwnCommit === null ? tip.files : await withoutReformatting(forge, tip.files, lastOwnCommit.files);
  const otherFolder =
    changedPaths(mergeBaseFiles, files).length > 0 ? null : otherFolderOf(comparison, folders);
  const managedOnly = comparison.files?.every((file) => isManagedPath(file, folders)) ?? false;
  return {
    ...(await readOthersWork(forge, comparison, folders)),
    kind: "present",
    sha,
    treeSha: comparison.tipTreeSha,
    files,
    mergeBaseFiles,
    commits,
    recorded,
    lastOwnCommit,
    otherFolder,
    changesNothing: comparison.files?.length === 0,
    managedOnly,
    complete: comparison.complete,
  };
}

/**
 * The files of the tip, with the ids that our last commit left where they say the same: what a formatter does is no edit. Files
 * are read only where the ids differ.
 */
async function withoutReformatting(
  forge: Pick<Forge, "read">,
  tip: FileMap,
  ours: FileMap,
): Promise<FileMap> {
  const files = new Map(tip);
  await Promise.all(
    [...tip].map(async ([path, id]) => {
      const own = ours.get(path);
      if (own === undefined || own === id) return;
      const [theirs, written] = await Promise.all([forge.read(id), forge.read(own)]);
      if (isSameContent(path, theirs, written)) files.set(path, own);
    }),
  );
  return files;
}

/** What is needed to read a commit beside the base. */
export interface PointContext {
  readonly forge: Pick<Forge, "folders" | "compare">;
  readonly base: Pick<RepositoryState["base"], "files">;
  readonly baseHead: Commit;
  readonly folders: readonly string[];
}

/**
 * Reads the managed files of a commit, and of the one where it left the base; `null` where the two share no history.
 * Everything is read by commit, not by name: a push in between must not mix two states.
 */
export async function readPoint(
  { forge, base, baseHead, folders }: PointContext,
  sha: string,
): Promise<(BranchFiles & { readonly comparison: Comparison }) | null> {
  const [comparison, { files }] = await Promise.all([
    forge.compare(baseHead.sha, sha),
    readListing(forge, folders, sha),
  ]);
  if (!comparison) return null;
  const { mergeBaseSha } = comparison;
  const mergeBase = mergeBaseSha === baseHead.sha ? base : await readListing(forge, folders, mergeBaseSha);
  return { comparison, files, mergeBaseFiles: mergeBase.files };
}

/** A folder, not one of ours, in which files with names of ours have changed. */
function otherFolderOf({ files }: Comparison, folders: readonly string[]): string | null {
  const split = (files ?? []).map((file) => [posix.dirname(file), posix.basename(file)] as const);
  return split.find(([folder, name]) => !folders.includes(folder) && isManagedName(name))?.[0] ?? null;
}

async function recordedDigest(
  forge: Pick<Forge, "commitMessage">,
  { commits, complete }: Comparison,
  tip: string,
): Promise<string | null> {
  if (commits.length === 0) return digestOfCommit(await forge.commitMessage(tip));
  // If the tip is not among the commits, another branch was compared.
  if (complete && !commits.some(({ sha }) => sha === tip)) throw new ChangedMeanwhileError("branch-moved");
  return commits.map(({ message }) => digestOfCommit(message)).findLast((digest) => digest !== null) ?? null;
}
