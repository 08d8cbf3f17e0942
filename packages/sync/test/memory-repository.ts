import { createHash } from "node:crypto";
import type { Entry } from "../src/ports/committed-files.ts";
import type { Comparison } from "../src/ports/repository.ts";

const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");

/** A commit in memory. Its tree is flat: path → id of the content. */
export interface MemoryCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: string;
  readonly signed: boolean;
  readonly files: ReadonlyMap<string, string>;
}

/** Contents, commits and branches, as git has them, without git. */
export interface MemoryRepository {
  idOf(content: string): string;
  content(id: string): Uint8Array;
  /** Keeps a content and returns its id. */
  store(content: string): string;
  commit(sha: string): MemoryCommit;
  makeCommit(commit: Omit<MemoryCommit, "sha">): MemoryCommit;
  tip(branch: string): string | null;
  setBranch(branch: string, sha: string): void;
  removeBranch(branch: string): void;
  /** Is one commit the other, or among what it was built on? */
  isAncestor(older: string, newer: string): boolean;
  compare(base: string, head: string): Omit<Comparison, "commits"> & { readonly commits: MemoryCommit[] };
  /** `null` where the two share no commit */
  mergeBase(one: string, other: string): string | null;
  treeSha(commit: MemoryCommit): string;
  /** The files of a tree, by its id. */
  filesOf(treeSha: string): ReadonlyMap<string, string>;
  /** What a folder holds, by name; empty where it isn't there. */
  folder(files: ReadonlyMap<string, string>, path: string): Map<string, Entry>;
}

export function createMemoryRepository(): MemoryRepository {
  const contents = new Map<string, string>();
  const commits = new Map<string, MemoryCommit>();
  const trees = new Map<string, ReadonlyMap<string, string>>();
  const branches = new Map<string, string>();

  const idOf = (content: string): string => sha1(`blob ${Buffer.byteLength(content)}\0${content}`);

  function keepTree(files: ReadonlyMap<string, string>): string {
    const id = sha1(`tree ${JSON.stringify([...files].sort())}`);
    trees.set(id, files);
    return id;
  }

  function commit(sha: string): MemoryCommit {
    const found = commits.get(sha);
    if (!found) throw new Error(`there is no commit ${sha}`);
    return found;
  }

  /** A commit and all that it was built on, parents after their children. */
  function historyOf(sha: string): string[] {
    const seen = new Set<string>();
    const visit = (one: string): void => {
      if (seen.has(one)) return;
      for (const parent of commit(one).parents) visit(parent);
      seen.add(one);
    };
    visit(sha);
    return [...seen].reverse();
  }

  function mergeBase(one: string, other: string): string | null {
    const known = new Set(historyOf(one));
    return historyOf(other).find((sha) => known.has(sha)) ?? null;
  }

  function folder(files: ReadonlyMap<string, string>, path: string): Map<string, Entry> {
    const prefix = path === "" ? "" : `${path}/`;
    const entries = new Map<string, Entry>();
    for (const [file, id] of files) {
      if (!file.startsWith(prefix)) continue;
      const [name = "", ...rest] = file.slice(prefix.length).split("/");
      const below = [...files].filter(([one]) => one.startsWith(`${prefix}${name}/`));
      const inner = new Map(below.map(([one, blob]) => [one.slice(prefix.length + name.length + 1), blob]));
      entries.set(
        name,
        rest.length === 0
          ? { type: "file", id, size: Buffer.byteLength(contents.get(id) ?? "") }
          : { type: "folder", id: keepTree(inner), size: 0 },
      );
    }
    return entries;
  }

  return {
    idOf,
    content(id) {
      const found = contents.get(id);
      if (found === undefined) throw new Error(`there is no content ${id}`);
      return Buffer.from(found);
    },
    store(content) {
      const id = idOf(content);
      contents.set(id, content);
      return id;
    },
    commit,
    makeCommit(made) {
      const { parents, message, author, signed, files } = made;
      const sha = sha1(JSON.stringify([parents, message, author, signed, [...files].sort()]));
      commits.set(sha, { ...made, sha });
      return { ...made, sha };
    },
    tip: (branch) => branches.get(branch) ?? null,
    setBranch: (branch, sha) => void branches.set(branch, sha),
    removeBranch: (branch) => void branches.delete(branch),
    isAncestor: (older, newer) => historyOf(newer).includes(older),
    mergeBase,
    compare(base, head) {
      const mergeBaseSha = mergeBase(base, head);
      if (mergeBaseSha === null) throw new Error("the two share no commit");
      const known = new Set(historyOf(base));
      const [before, after] = [commit(mergeBaseSha).files, commit(head).files];
      const paths = new Set([...before.keys(), ...after.keys()]);
      return {
        mergeBaseSha,
        tipTreeSha: keepTree(after),
        commits: historyOf(head)
          .reverse()
          .filter((sha) => !known.has(sha))
          .map(commit),
        complete: true,
        files: [...paths].filter((path) => before.get(path) !== after.get(path)).sort(),
      };
    },
    treeSha: ({ files }) => keepTree(files),
    filesOf(treeSha) {
      const found = trees.get(treeSha);
      if (!found) throw new Error(`there is no tree ${treeSha}`);
      return found;
    },
    folder,
  };
}
