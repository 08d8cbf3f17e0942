import { createDiff, type Diff } from "./diff.ts";
import { createHistory, type History } from "./history.ts";
import { ObjectStore } from "./object-store.ts";
import {
  type CommitObject,
  decodeCommit,
  decodeTree,
  directoryMode,
  encodeCommit,
  type GitObject,
  type TreeEntry,
} from "./objects.ts";
import { listRefs, moveRef, type Ref, type RefUpdate, readRef } from "./refs.ts";
import { runGit } from "./run-git.ts";
import { editTree, type TreeChange } from "./tree-edit.ts";

/** A bare repository on disk: real objects and refs, which any git can read. */
export class GitRepository {
  readonly directory: string;
  readonly history: History;
  readonly diff: Diff;
  readonly #objects: ObjectStore;

  constructor(directory: string) {
    this.directory = directory;
    this.history = createHistory(directory);
    this.diff = createDiff(directory);
    this.#objects = new ObjectStore(directory);
  }

  object(sha: string): Promise<GitObject | null> {
    return this.#objects.read(sha);
  }

  async commit(sha: string): Promise<CommitObject | null> {
    const object = await this.#objects.read(sha);
    return object?.type === "commit" ? decodeCommit(object.content) : null;
  }

  async tree(sha: string): Promise<TreeEntry[] | null> {
    const object = await this.#objects.read(sha);
    return object?.type === "tree" ? decodeTree(object.content) : null;
  }

  /** The entry at a path below a tree; the tree itself for an empty path. */
  async entryAt(tree: string, path: string): Promise<TreeEntry | null> {
    let entry: TreeEntry = { mode: directoryMode, name: "", sha: tree };
    for (const name of path.split("/").filter((part) => part !== "")) {
      if (entry.mode !== directoryMode) return null;
      const found: TreeEntry | undefined = (await this.tree(entry.sha))?.find((one) => one.name === name);
      if (found === undefined) return null;
      entry = found;
    }
    return entry;
  }

  writeBlob(content: Buffer): Promise<string> {
    return this.#objects.write({ type: "blob", content });
  }

  writeCommit(commit: CommitObject): Promise<string> {
    return this.#objects.write({ type: "commit", content: encodeCommit(commit) });
  }

  /** @throws {MissingPathError} when a deletion finds nothing */
  writeTree(base: string | null, changes: readonly TreeChange[]): Promise<string> {
    const access = {
      readTree: (sha: string): Promise<TreeEntry[] | null> => this.tree(sha),
      writeTree: (content: Buffer): Promise<string> => this.#objects.write({ type: "tree", content }),
    };
    return editTree(access, base, changes);
  }

  ref(name: string): Promise<string | null> {
    return readRef(this.directory, name);
  }

  branch(name: string): Promise<string | null> {
    return this.ref(`refs/heads/${name}`);
  }

  refs(prefix: string): Promise<Ref[]> {
    return listRefs(this.directory, prefix);
  }

  moveRef(move: { name: string; from: string; to: string | null }): Promise<RefUpdate> {
    return moveRef(this.directory, move);
  }

  close(): Promise<void> {
    return this.#objects.close();
  }
}

/** Makes an empty bare repository in a directory that exists. */
export async function initRepository(directory: string, defaultBranch: string): Promise<GitRepository> {
  await runGit(directory, ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, "."]);
  return new GitRepository(directory);
}
