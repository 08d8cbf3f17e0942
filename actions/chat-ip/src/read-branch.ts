import { posix } from "node:path";
import { ChangedUnderUsError } from "./errors.ts";
import type { BranchHead, Comparison } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { changedNames, isManagedName, proposalDigest } from "./managed-files.ts";
import { digestOfCommit, readBodyState } from "./markers.ts";
import type { BranchFiles } from "./proposal.ts";
import { openPull } from "./pull-request-history.ts";
import { managedFiles, type Snapshot, type SnapshotOptions } from "./snapshot.ts";

/** The pull request's branch, as far as it matters. */
export type BranchState =
  | { readonly kind: "absent" }
  /** it shares no commit with the base */
  | { readonly kind: "unrelated" }
  | (BranchFiles & {
      readonly kind: "present";
      readonly sha: string;
      readonly treeSha: string;
      /** commits that the base lacks, oldest first, with the digest that ours carry */
      readonly commits: readonly { readonly sha: string; readonly digest: string | null }[];
      /** the digest recorded last, in a commit or, where the base holds them all, at the tip */
      readonly recorded: string | null;
      /** what the last commit of ours left; `null` where the tip shows that already, or nothing else does */
      readonly ours: BranchFiles | null;
      /** the folder of allowlists that it changes, where that is another than ours */
      readonly elsewhere: string | null;
      /** Does the branch change no file at all? Then it has at most commits that undo each other, or merges. */
      readonly changesNothing: boolean;
      /** Does the branch change nothing but managed files? */
      readonly managedOnly: boolean;
      /** Are all commits known? Beyond GitHub's limit a person's may be among the unseen. */
      readonly complete: boolean;
    });

/** Reads the branch: where its pull request is open, at the commit that this shows; else at its ref. */
export async function readBranch(
  read: GitHubReads,
  snapshot: Snapshot,
  baseHead: BranchHead,
  options: SnapshotOptions,
): Promise<BranchState> {
  const open = openPull(snapshot.pullRequests, snapshot.base.name);
  const sha = open?.headSha ?? (await read.refSha(options.branch));
  if (sha === null) return { kind: "absent" };
  const point = { read, base: snapshot.base, baseHead, path: options.path };
  const tip = await readPoint(point, sha);
  if (!tip) return { kind: "unrelated" };
  const { comparison, files, mergeBaseFiles } = tip;
  const commits = comparison.commits.map(({ sha, message }) => ({ sha, digest: digestOfCommit(message) }));
  const recorded =
    (await recordedDigest(read, comparison, sha)) ?? readBodyState(open?.body ?? "")?.digest ?? null;
  const last = commits.findLast(({ digest }) => digest !== null);
  const changed = recorded !== null && proposalDigest(mergeBaseFiles, files) !== recorded;
  return {
    kind: "present",
    sha,
    treeSha: comparison.tipTreeSha,
    files,
    mergeBaseFiles,
    commits,
    recorded,
    ours: changed && last !== undefined && last.sha !== sha ? await readPoint(point, last.sha) : null,
    elsewhere: changedNames(mergeBaseFiles, files).length > 0 ? null : otherFolder(comparison, options.path),
    changesNothing: comparison.files?.length === 0,
    managedOnly: comparison.files?.every((file) => isManagedPath(file, options.path)) ?? false,
    complete: comparison.complete,
  };
}

/** What is needed to read a commit beside the base. */
export interface PointContext {
  readonly read: GitHubReads;
  readonly base: Pick<Snapshot["base"], "folder">;
  readonly baseHead: BranchHead;
  readonly path: string;
}

/**
 * Reads the managed files of a commit, and of the one where it left the base; `null` where the two share no history.
 * Everything is read by commit, not by name: a push in between must not mix two states.
 */
export async function readPoint(
  { read, base, baseHead, path }: PointContext,
  sha: string,
): Promise<(BranchFiles & { readonly comparison: Comparison }) | null> {
  const [comparison, folder] = await Promise.all([read.compare(baseHead.sha, sha), read.folder(path, sha)]);
  if (!comparison) return null;
  const { mergeBaseSha } = comparison;
  const mergeBaseFolder = mergeBaseSha === baseHead.sha ? base.folder : await read.folder(path, mergeBaseSha);
  return {
    comparison,
    files: managedFiles(folder, path),
    mergeBaseFiles: managedFiles(mergeBaseFolder, path),
  };
}

/** A folder, not this one, in which files by the names of ours have changed. */
function otherFolder({ files }: Comparison, path: string): string | null {
  const split = (files ?? []).map((file) => [posix.dirname(file), posix.basename(file)] as const);
  return split.find(([folder, name]) => folder !== path && isManagedName(name))?.[0] ?? null;
}

const isManagedPath = (file: string, path: string): boolean =>
  file.startsWith(`${path}/`) && isManagedName(file.slice(path.length + 1));

async function recordedDigest(
  read: GitHubReads,
  comparison: Comparison,
  tip: string,
): Promise<string | null> {
  const { commits, complete } = comparison;
  if (commits.length === 0) return digestOfCommit(await read.commitMessage(tip));
  // A tip that is not among the commits told would mean that another branch was compared.
  if (complete && !commits.some(({ sha }) => sha === tip)) throw new ChangedUnderUsError("the branch moved");
  return commits.map(({ message }) => digestOfCommit(message)).findLast((digest) => digest !== null) ?? null;
}
