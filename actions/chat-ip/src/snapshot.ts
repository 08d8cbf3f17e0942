import { ChangedUnderUsError, RefusedError } from "./errors.ts";
import type { BranchHead, Comparison, Folder, GitHubReads, PullRequest } from "./github-reads.ts";
import { changedNames, type FileMap, isManagedName } from "./managed-files.ts";
import { digestOfCommit, readBodyState } from "./markers.ts";
import type { BranchFiles } from "./proposal.ts";
import { openPull } from "./pull-request-history.ts";

/** What the first round trip tells: enough to know that there is nothing to do. */
export interface Snapshot {
  readonly base: {
    readonly name: string;
    /** `null` where its name had to be asked for first: it is read when it is needed */
    readonly head: BranchHead | null;
    readonly folder: Folder;
    readonly files: FileMap;
  };
  /** of our branch, open and closed, newest first */
  readonly pullRequests: readonly PullRequest[];
}

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
      /** Does the branch change nothing but managed files? */
      readonly managedOnly: boolean;
      /** Are all commits known? Beyond GitHub's limit a person's may be among the unseen. */
      readonly complete: boolean;
    });

/**
 * The managed files in a listing.
 * @throws {RefusedError} where something else than a file bears the name of one.
 */
export function managedFiles(folder: Folder, path: string): FileMap {
  const files = new Map<string, string>();
  for (const [name, { type, sha }] of folder) {
    if (!isManagedName(name)) continue;
    if (type !== "file") {
      throw new RefusedError(
        `\`${path}/${name}\` is a ${type} in the repository, where a file is expected. Remove it, or choose another \`path\`.`,
      );
    }
    files.set(name, sha);
  }
  return files;
}

export interface SnapshotOptions {
  readonly path: string;
  readonly branch: string;
  /** `null` where only GitHub knows the default branch */
  readonly base: string | null;
  /** Nothing will be written: then pull requests are not asked for, and the token need not be able to see them. */
  readonly readOnly: boolean;
}

/**
 * Reads base and pull requests: three requests.
 * @throws {RefusedError} where the base is not there.
 */
export async function readSnapshot(read: GitHubReads, options: SnapshotOptions): Promise<Snapshot> {
  const { path, branch } = options;
  const [{ name, head, folder }, pullRequests] = await Promise.all([
    options.base === null ? readDefaultBase(read, path) : readBase(read, options.base, path),
    options.readOnly ? [] : read.pullRequests(branch, "all"),
  ]);
  if (name === branch) {
    throw new RefusedError(
      `\`${branch}\` is the base itself. Give the pull request a \`branch\` of its own.`,
    );
  }
  return { base: { name, head, folder, files: managedFiles(folder, path) }, pullRequests };
}

type BaseReading = Omit<Snapshot["base"], "files">;

/** The folder is listed at the commit, not at the name: what is written must continue just what was read. */
async function readBase(read: GitHubReads, name: string, path: string): Promise<BaseReading> {
  const head = await readHead(read, name);
  return { name, head, folder: await read.folder(path, head.sha) };
}

/** Without a name the head costs a request more; it is read where something is to be written. */
async function readDefaultBase(read: GitHubReads, path: string): Promise<BaseReading> {
  const [name, folder] = await Promise.all([read.defaultBranch(), read.folder(path, null)]);
  return { name, head: null, folder };
}

/**
 * The head of the base that the snapshot was read at.
 * @throws {ChangedUnderUsError} where it was not known, and the folder has changed since.
 */
export async function headOfSnapshot(
  read: GitHubReads,
  { base }: Snapshot,
  path: string,
): Promise<BranchHead> {
  if (base.head) return base.head;
  const head = await readHead(read, base.name);
  const now = managedFiles(await read.folder(path, head.sha), path);
  if (changedNames(base.files, now).length > 0) throw new ChangedUnderUsError("the base moved meanwhile");
  return head;
}

/**
 * Reads the head of a branch.
 * @throws {RefusedError} where there is no such branch.
 */
async function readHead(read: GitHubReads, name: string): Promise<BranchHead> {
  const head = await read.branchHead(name);
  if (head) return head;
  throw new RefusedError(
    `The repository has no branch \`${name}\` that the token can see. If the repository is new and empty, push a first commit; if \`base\` is set, check its name.`,
  );
}

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
  // Everything is read by commit, not by name: a push in between must not mix two states.
  const [comparison, folder] = await Promise.all([
    read.compare(baseHead.sha, sha),
    read.folder(options.path, sha),
  ]);
  if (!comparison) return { kind: "unrelated" };
  const mergeBaseFolder =
    comparison.mergeBaseSha === baseHead.sha
      ? snapshot.base.folder
      : await read.folder(options.path, comparison.mergeBaseSha);
  return {
    kind: "present",
    sha,
    treeSha: comparison.tipTreeSha,
    files: managedFiles(folder, options.path),
    mergeBaseFiles: managedFiles(mergeBaseFolder, options.path),
    commits: comparison.commits.map((commit) => ({
      sha: commit.sha,
      digest: digestOfCommit(commit.message),
    })),
    recorded:
      (await recordedDigest(read, comparison, sha)) ?? readBodyState(open?.body ?? "")?.digest ?? null,
    managedOnly: comparison.files?.every((file) => isManagedPath(file, options.path)) ?? false,
    complete: comparison.complete,
  };
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
