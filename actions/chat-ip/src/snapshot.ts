import { RefusedError } from "./errors.ts";
import type { BranchHead, Folder, PullRequest } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { type FileMap, isManagedName } from "./managed-files.ts";

/** What the first round trip tells: enough to know that there is nothing to do. */
export interface Snapshot {
  readonly base: {
    readonly name: string;
    /** `null` where the name itself had to be asked for */
    readonly head: BranchHead | null;
    /** at the head; where that is not known, at whatever the default branch is */
    readonly folder: Folder;
    readonly files: FileMap;
  };
  /** of our branch, newest first: those that are open, and of the closed ones those to this base */
  readonly pullRequests: readonly PullRequest[];
}

export interface SnapshotOptions {
  readonly path: string;
  readonly branch: string;
  /** `null` where only GitHub knows the default branch */
  readonly base: string | null;
  /** where the base stood when the run was triggered, as far as the runner tells */
  readonly triggeredAt: string | null;
  /** Nothing will be written: then pull requests are not asked for, and the token need not be able to see them. */
  readonly readOnly: boolean;
}

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

/**
 * Reads base and pull requests: three requests at once where the base has not moved since the run was triggered.
 * @throws {RefusedError} where the base is not there.
 */
export async function readSnapshot(read: GitHubReads, options: SnapshotOptions): Promise<Snapshot> {
  const { path, branch, base } = options;
  const [{ name, head, folder }, pullRequests] = await Promise.all([
    base === null ? readDefaultBase(read, path) : readBase(read, base, options),
    options.readOnly ? [] : read.pullRequests(branch, "all"),
  ]);
  if (name === branch) {
    throw new RefusedError(
      `\`${branch}\` is the base itself. Give the pull request a \`branch\` of its own.`,
    );
  }
  return {
    base: { name, head, folder, files: managedFiles(folder, path) },
    // What became of a proposal to another branch says nothing of this one.
    pullRequests: pullRequests.filter((pull) => pull.open || pull.base === name),
  };
}

type BaseReading = Omit<Snapshot["base"], "files">;

/**
 * The folder is listed at the commit, not at the name: what is written must continue just what was read. Which commit
 * that will be can be told beforehand where the base has not moved since the run was triggered.
 */
async function readBase(
  read: GitHubReads,
  name: string,
  { path, triggeredAt }: SnapshotOptions,
): Promise<BaseReading> {
  const early = triggeredAt === null ? null : read.folder(path, triggeredAt);
  // It says nothing, not even that it failed, where the base is another by now.
  early?.catch(() => undefined);
  const head = await readHead(read, name);
  const folder = await (early !== null && head.sha === triggeredAt ? early : read.folder(path, head.sha));
  return { name, head, folder };
}

/** Without a name the head costs a request more; it is read where something is to be written. */
async function readDefaultBase(read: GitHubReads, path: string): Promise<BaseReading> {
  const [name, folder] = await Promise.all([read.defaultBranch(), read.folder(path, null)]);
  return { name, head: null, folder };
}

/**
 * Reads the head of a branch.
 * @throws {RefusedError} where there is no such branch.
 */
export async function readHead(read: GitHubReads, name: string): Promise<BranchHead> {
  const head = await read.branchHead(name);
  if (head) return head;
  throw new RefusedError(
    `The repository has no branch \`${name}\` that the token can see. If the repository is new and empty, push a first commit; if \`base\` is set, check its name.`,
  );
}
