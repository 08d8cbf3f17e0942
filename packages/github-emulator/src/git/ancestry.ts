import type { CommitObject } from "./objects.ts";

export interface Divergence {
  /** Commits reachable from head and not from base. */
  readonly ahead: number;
  readonly behind: number;
}

/** Questions about the commit graph. Every argument is a full SHA-1 of a commit that exists. */
export interface Ancestry {
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  divergence(base: string, head: string): Promise<Divergence>;
  /** The best common ancestor (the youngest of several), or null if the histories have nothing in common. */
  mergeBase(a: string, b: string): Promise<string | null>;
}

interface Node {
  readonly parents: readonly string[];
  readonly time: number;
}

/**
 * Walks the commits in memory: they never change, so each is read once, and the question "is this a fast-forward?", which
 * every push asks, costs no process.
 */
export function createAncestry(readCommit: (sha: string) => Promise<CommitObject | null>): Ancestry {
  const nodes = new Map<string, Node>();

  const node = async (sha: string): Promise<Node> => {
    const known = nodes.get(sha);
    if (known !== undefined) return known;
    const commit = await readCommit(sha);
    if (commit === null) throw new Error(`${sha} is not a commit`);
    const read = { parents: commit.parents, time: commit.committer.time };
    nodes.set(sha, read);
    return read;
  };

  /** The commit itself and everything that leads to it. */
  const reachable = async (sha: string): Promise<Set<string>> => {
    const found = new Set([sha]);
    for (const next of found) for (const parent of (await node(next)).parents) found.add(parent);
    return found;
  };

  return {
    async isAncestor(ancestor, descendant) {
      return ancestor === descendant || (await reachable(descendant)).has(ancestor);
    },
    async divergence(base, head) {
      if (base === head) return { ahead: 0, behind: 0 };
      const [fromBase, fromHead] = await Promise.all([reachable(base), reachable(head)]);
      return { ahead: without(fromHead, fromBase).length, behind: without(fromBase, fromHead).length };
    },
    async mergeBase(a, b) {
      const [fromA, fromB] = await Promise.all([reachable(a), reachable(b)]);
      const common = [...fromA].filter((sha) => fromB.has(sha));
      const best = new Set(common);
      for (const sha of common) for (const parent of (await node(sha)).parents) best.delete(parent);
      const dated = await Promise.all([...best].map(async (sha) => ({ sha, time: (await node(sha)).time })));
      return dated.toSorted((one, other) => other.time - one.time)[0]?.sha ?? null;
    },
  };
}

function without(all: ReadonlySet<string>, excluded: ReadonlySet<string>): string[] {
  return [...all].filter((sha) => !excluded.has(sha));
}
