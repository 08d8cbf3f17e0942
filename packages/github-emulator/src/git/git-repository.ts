import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ancestry, createAncestry } from "./ancestry.ts";
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
import type { RefMove } from "./ref-move.ts";
import { type RefUpdate, RefWriter } from "./ref-writer.ts";
import { listRefs, type Ref, readRef } from "./refs.ts";
import { editTree, type TreeChange } from "./tree-edit.ts";

/** A bare repository on disk: real objects and refs, which any git can read. */
export class GitRepository {
  readonly directory: string;
  readonly history: History;
  readonly diff: Diff;
  readonly ancestry: Ancestry;
  readonly #objects: ObjectStore;
  readonly #refs: RefWriter;

  constructor(directory: string) {
    this.directory = directory;
    this.history = createHistory(directory);
    this.diff = createDiff(directory);
    this.ancestry = createAncestry((sha) => this.commit(sha));
    this.#objects = new ObjectStore(directory);
    this.#refs = new RefWriter(directory, async (sha) => (await this.commit(sha)) !== null);
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

  writeBlob(content: Buffer): string {
    return this.#objects.write({ type: "blob", content });
  }

  writeCommit(commit: CommitObject): string {
    return this.#objects.write({ type: "commit", content: encodeCommit(commit) });
  }

  /** @throws {MissingPathError} when a deletion finds nothing */
  writeTree(base: string | null, changes: readonly TreeChange[]): Promise<string> {
    const access = {
      readTree: (sha: string): Promise<TreeEntry[] | null> => this.tree(sha),
      writeTree: (content: Buffer): string => this.#objects.write({ type: "tree", content }),
    };
    return editTree(access, base, changes);
  }

  async ref(name: string): Promise<string | null> {
    return readRef(this.directory, name);
  }

  branch(name: string): Promise<string | null> {
    return this.ref(`refs/heads/${name}`);
  }

  refs(prefix: string): Promise<Ref[]> {
    return listRefs(this.directory, prefix);
  }

  /** Moves, creates or deletes a ref, only while it still holds the `from` value. */
  moveRef(move: RefMove): Promise<RefUpdate> {
    return this.#refs.move(move);
  }

  async close(): Promise<void> {
    await Promise.all([this.#objects.close(), this.#refs.close()]);
  }
}

/** `git fsck` starts a process for each of the two files that these repositories never have: it needn't. */
const config = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
	commitGraph = false
	multiPackIndex = false
`;

/** Makes an empty bare repository in a directory that exists, with the files that `git init` would write there. */
export async function initRepository(directory: string, defaultBranch: string): Promise<GitRepository> {
  for (const folder of ["objects/info", "objects/pack", "refs/heads", "refs/tags"])
    mkdirSync(join(directory, folder), { recursive: true });
  writeFileSync(join(directory, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
  writeFileSync(join(directory, "config"), config);
  return new GitRepository(directory);
}
