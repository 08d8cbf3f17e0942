import { remember } from "./remember.ts";
import { runGit, tryGit } from "./run-git.ts";

/** Lists of commits, and merges, by git itself. Every commit is given by its full SHA-1. */
export interface History {
  /** The commits in `base..head`, the newest first, at most `limit`. */
  commitsBetween(base: string, head: string, limit: number): Promise<readonly string[]>;
  /** The commits that lead to head and touch a path (all of them for an empty path), the newest first. */
  commitsTouching(head: string, path: string, limit: number): Promise<readonly string[]>;
  /** Whether the two can be merged without a conflict. */
  merges(ours: string, theirs: string): Promise<boolean>;
  /** The tree that a merge of the two would give, or null where they conflict. */
  mergeTree(ours: string, theirs: string): Promise<string | null>;
}

const knownBetween = new Map<string, Promise<readonly string[]>>();
const knownTouching = new Map<string, Promise<readonly string[]>>();
const knownMerges = new Map<string, Promise<boolean>>();

export function createHistory(gitDirectory: string): History {
  const list = async (args: readonly string[]): Promise<readonly string[]> => {
    const printed = await runGit(gitDirectory, ["rev-list", ...args]);
    return printed.split("\n").filter((line) => line !== "");
  };
  // Writes the tree, so that each repository has to ask for itself.
  const mergeTree = remember(async (ours: string, theirs: string) => {
    const outcome = await tryGit(gitDirectory, ["merge-tree", "--write-tree", ours, theirs]);
    if (outcome.code > 1)
      throw new Error(`git merge-tree failed (git 2.38 or later is needed): ${outcome.stderr}`);
    return outcome.code === 0 ? outcome.stdout.toString("utf8").slice(0, 40) : null;
  });
  return {
    commitsBetween: remember(
      (base, head, limit) => list(["--topo-order", `--max-count=${limit}`, `${base}..${head}`]),
      knownBetween,
    ),
    commitsTouching: remember(
      (head, path, limit) =>
        list([`--max-count=${limit}`, head, "--", ...(path === "" ? [] : [`:(top,literal)${path}`])]),
      knownTouching,
    ),
    merges: remember(async (ours, theirs) => (await mergeTree(ours, theirs)) !== null, knownMerges),
    mergeTree,
  };
}
