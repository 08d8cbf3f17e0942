import { remember } from "./remember.ts";
import { runGit, tryGit } from "./run-git.ts";

export interface Divergence {
  /** Commits reachable from head and not from base. */
  readonly ahead: number;
  readonly behind: number;
}

/** Questions about the commit graph, answered by git. Every argument is a full SHA-1 of a commit that exists. */
export interface History {
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  divergence(base: string, head: string): Promise<Divergence>;
  /** The best common ancestor, or null where the histories have nothing in common. */
  mergeBase(a: string, b: string): Promise<string | null>;
  /** The tree that a merge of the two would give, or null where they conflict. */
  mergeTree(ours: string, theirs: string): Promise<string | null>;
  /** The commits in `base..head`, the newest first, at most `limit`. */
  commitsBetween(base: string, head: string, limit: number): Promise<string[]>;
  /** The commits that lead to head and touch a path (all of them for an empty path), the newest first. */
  commitsTouching(head: string, path: string, limit: number): Promise<string[]>;
}

export function createHistory(gitDirectory: string): History {
  const list = async (args: readonly string[]): Promise<string[]> => {
    const printed = await runGit(gitDirectory, ["rev-list", ...args]);
    return printed.split("\n").filter((line) => line !== "");
  };
  return {
    isAncestor: remember(async (ancestor, descendant) => {
      if (ancestor === descendant) return true;
      const outcome = await tryGit(gitDirectory, ["merge-base", "--is-ancestor", ancestor, descendant]);
      return outcome.code === 0;
    }),
    divergence: remember(async (base, head) => {
      if (base === head) return { ahead: 0, behind: 0 };
      const [counts = ""] = await list(["--left-right", "--count", `${base}...${head}`]);
      const [behind = 0, ahead = 0] = counts.split(/\s+/).map(Number);
      return { ahead, behind };
    }),
    mergeBase: remember(async (a, b) => {
      if (a === b) return a;
      const outcome = await tryGit(gitDirectory, ["merge-base", a, b]);
      return outcome.code === 0 ? outcome.stdout.toString("utf8").trim() : null;
    }),
    mergeTree: remember(async (ours, theirs) => {
      const outcome = await tryGit(gitDirectory, ["merge-tree", "--write-tree", ours, theirs]);
      if (outcome.code > 1)
        throw new Error(`git merge-tree failed (git 2.38 or later is needed): ${outcome.stderr}`);
      return outcome.code === 0 ? outcome.stdout.toString("utf8").slice(0, 40) : null;
    }),
    commitsBetween: (base, head, limit) => list([`--max-count=${limit}`, `${base}..${head}`]),
    commitsTouching: (head, path, limit) =>
      list([`--max-count=${limit}`, head, "--", ...(path === "" ? [] : [`:(top,literal)${path}`])]),
  };
}
