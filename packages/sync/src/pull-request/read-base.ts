import { ChangedMeanwhileError, RefusedError } from "../errors.ts";
import { changedPaths, type FileMap } from "../lists/file-map.ts";
import { isManagedName } from "../lists/list-files.ts";
import type { CommittedFiles, Entry, Folder } from "../ports/committed-files.ts";
import type { Forge } from "../ports/forge.ts";
import type { BranchHead, Commit, PullRequest, WaitingNote } from "../ports/repository.ts";

/** The managed files of a commit, as its folders list them. */
export interface Listing {
  /** path → entry */
  readonly entries: ReadonlyMap<string, Entry>;
  /** path → id */
  readonly files: FileMap;
  /** folders that hold nothing at all */
  readonly absent: readonly string[];
}

/** What the first round trip says of the repository: enough to know that there is nothing to do. */
export interface RepositoryState {
  readonly base: Listing & {
    readonly name: string;
    /** `null` where the name itself had to be asked for */
    readonly head: BranchHead | null;
  };
  /** of our branch, newest first: those that are open, and of the closed ones those to this base */
  readonly pullRequests: readonly PullRequest[];
  /** what earlier runs have noted about removals that wait */
  readonly waitingNote: WaitingNote | null;
}

export interface ReadOptions {
  /** folders of the allowlists */
  readonly folders: readonly string[];
  readonly branch: string;
  /** `null` where only the host knows the default branch */
  readonly base: string | null;
  /** where the base stood when the run was triggered, as far as the runner says */
  readonly triggeredAt: string | null;
  /** Nothing will be written: then pull requests aren't asked for, and the token needn't be able to see them. */
  readonly readOnly: boolean;
  /** Do removals wait? If not, a run that writes nothing needs no note about them. */
  readonly removalsWait: boolean;
}

/**
 * Lists the managed files at a commit; at the head of the default branch where `at` is `null`.
 * @throws {RefusedError} where something else than a file has the name of one.
 */
export async function readListing(
  files: Pick<CommittedFiles, "folders">,
  folders: readonly string[],
  at: string | null,
): Promise<Listing> {
  const found = await files.folders(folders, at);
  const entries = new Map<string, Entry>();
  for (const [path, folder] of found) {
    for (const [name, entry] of managedEntries(path, folder)) entries.set(`${path}/${name}`, entry);
  }
  return {
    entries,
    files: new Map([...entries].map(([path, { id }]) => [path, id])),
    absent: folders.filter((path) => !found.get(path)?.size),
  };
}

function managedEntries(path: string, folder: Folder): [string, Entry][] {
  const managed = [...folder].filter(([name]) => isManagedName(name));
  for (const [name, { type }] of managed) {
    if (type === "file") continue;
    throw new RefusedError({ id: "not-a-file", path: `${path}/${name}`, type });
  }
  return managed;
}

/**
 * Reads base, pull requests and the note about removals: four requests at once if the base has not moved since the run was
 * triggered, and one more if something waits.
 * @throws {RefusedError} where the base is not there.
 */
export async function readRepository(
  forge: Pick<Forge, "folders" | "branchHead" | "defaultBranch" | "pullRequests" | "readWaitingNote">,
  options: ReadOptions,
): Promise<RepositoryState> {
  const { branch, base, folders } = options;
  const [reading, pullRequests, waitingNote] = await Promise.all([
    base === null ? readDefaultBase(forge, folders) : readBase(forge, base, options),
    options.readOnly ? [] : forge.pullRequests(branch),
    // Addresses that come back must be forgotten even while the wait is off. Otherwise their removal would be due at once when it is on again.
    options.removalsWait || !options.readOnly ? forge.readWaitingNote(branch) : null,
  ]);
  const { name } = reading;
  if (name === branch) {
    throw new RefusedError({ id: "branch-is-base", branch });
  }
  return {
    base: reading,
    // Pull requests to another base don't count here.
    pullRequests: pullRequests.filter((pull) => pull.open || pull.base === name),
    waitingNote,
  };
}

/**
 * The folders are listed at the commit, not by the branch's name: what is written must continue just what was read. Which
 * commit that will be is known in advance if the base has not moved since the run was triggered.
 */
async function readBase(
  forge: Pick<Forge, "folders" | "branchHead">,
  name: string,
  { folders, triggeredAt }: ReadOptions,
): Promise<RepositoryState["base"]> {
  const early = triggeredAt === null ? null : readListing(forge, folders, triggeredAt);
  // If the base has moved, this listing isn't used, and its failure doesn't matter.
  early?.catch(() => undefined);
  const head = await readHead(forge, name);
  const listing = await (early !== null && head.sha === triggeredAt
    ? early
    : readListing(forge, folders, head.sha));
  return { name, head, ...listing };
}

/** Without a name, the head would cost one more request, so it is read only if something has to be written. */
async function readDefaultBase(
  forge: Pick<Forge, "folders" | "defaultBranch">,
  folders: readonly string[],
): Promise<RepositoryState["base"]> {
  const [name, listing] = await Promise.all([forge.defaultBranch(), readListing(forge, folders, null)]);
  return { name, head: null, ...listing };
}

/**
 * Reads the head of a branch.
 * @throws {RefusedError} where there is no such branch.
 */
export async function readHead(forge: Pick<Forge, "branchHead">, name: string): Promise<BranchHead> {
  const head = await forge.branchHead(name);
  if (head) return head;
  throw new RefusedError({ id: "no-such-base", base: name });
}

/**
 * Confirms by the commit's tree that the folders are absent which the listing didn't find, and that they can be made. A list is only new
 * where two answers say so: a single "not found" must not pass a committed list, its guardrails and a person's lines by.
 * @throws {ChangedMeanwhileError} where the tree has such a folder.
 * @throws {RefusedError} where a file stands in the place of a folder.
 */
export async function confirmAbsence(
  forge: Pick<Forge, "tree">,
  { absent }: Pick<Listing, "absent">,
  head: Commit,
): Promise<void> {
  const trees = treesOnce(forge);
  await Promise.all(absent.map((path) => confirmAbsent(trees, head, path)));
}

/** Folders of many apps have parents in common: each tree is read once. */
function treesOnce(forge: Pick<Forge, "tree">): Pick<Forge, "tree"> {
  const asked = new Map<string, ReturnType<Forge["tree"]>>();
  return {
    tree(treeSha) {
      const tree = asked.get(treeSha) ?? forge.tree(treeSha);
      asked.set(treeSha, tree);
      return tree;
    },
  };
}

async function confirmAbsent(forge: Pick<Forge, "tree">, head: Commit, path: string): Promise<void> {
  const parts = path.split("/");
  let tree = head.treeSha;
  for (const [index, name] of parts.entries()) {
    const found = (await forge.tree(tree)).get(name);
    if (found === undefined) return;
    if (found.type !== "folder") {
      // A file in the way would be deleted: git can't hold both.
      const inTheWay = parts.slice(0, index + 1).join("/");
      throw new RefusedError({ id: "not-a-folder", path: inTheWay, type: found.type });
    }
    tree = found.id;
  }
  throw new ChangedMeanwhileError("folder-missed");
}

/**
 * If the base's name had to be asked for, its folders were listed by name: an allowlist that somebody pushed since would be
 * overwritten unread.
 * @throws {ChangedMeanwhileError} where somebody has pushed since.
 */
export async function confirmCommit(
  forge: Pick<Forge, "folders">,
  base: RepositoryState["base"],
  head: Commit,
  folders: readonly string[],
): Promise<void> {
  if (base.head) return;
  const now = await readListing(forge, folders, head.sha);
  if (changedPaths(base.files, now.files).length > 0) throw new ChangedMeanwhileError("base-moved");
}
