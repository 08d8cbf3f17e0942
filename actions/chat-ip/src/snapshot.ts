import { RefusedError } from "./errors.ts";
import type { BranchHead, Folder, GitHubReads, PullRequest } from "./github-reads.ts";
import { type FileMap, isManagedName } from "./managed-files.ts";

/** What the first round trip tells: enough to know that there is nothing to do. */
export interface Snapshot {
  readonly base: {
    readonly name: string;
    /** `null` where the name itself had to be asked for */
    readonly head: BranchHead | null;
    /** asked for at the same time as the head */
    readonly folder: Folder;
    readonly files: FileMap;
    /** Is the folder surely no older than the head? Else that has to be confirmed before anything is built on both. */
    readonly settled: boolean;
  };
  /** of our branch, open and closed, newest first */
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
 * Reads base and pull requests: three requests at once.
 * @throws {RefusedError} where the base is not there.
 */
export async function readSnapshot(read: GitHubReads, options: SnapshotOptions): Promise<Snapshot> {
  const { path, branch, base } = options;
  const [{ name, head }, folder, pullRequests] = await Promise.all([
    base === null ? readDefaultBase(read) : readBase(read, base),
    read.folder(path, base === null ? null : `refs/heads/${base}`),
    options.readOnly ? [] : read.pullRequests(branch, "all"),
  ]);
  if (name === branch) {
    throw new RefusedError(
      `\`${branch}\` is the base itself. Give the pull request a \`branch\` of its own.`,
    );
  }
  // Where the base has not moved since before the run, nothing can have been pushed between the two answers.
  const settled = head !== null && head.sha === options.triggeredAt;
  return { base: { name, head, folder, files: managedFiles(folder, path), settled }, pullRequests };
}

type BaseReading = Pick<Snapshot["base"], "name" | "head">;

const readBase = async (read: GitHubReads, name: string): Promise<BaseReading> => ({
  name,
  head: await readHead(read, name),
});

const readDefaultBase = async (read: GitHubReads): Promise<BaseReading> => ({
  name: await read.defaultBranch(),
  head: null,
});

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
