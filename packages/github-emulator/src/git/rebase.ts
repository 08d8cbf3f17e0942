import type { GitRepository } from "./git-repository.ts";
import type { Identity } from "./objects.ts";

/** More commits than any pull request in a test has. */
const mostCommits = 1000;

/**
 * The commits of `base..head` on top of `base`, one by one, as "Rebase and merge" writes them: new even if a
 * fast-forward would do, without merge commits, without commits that change nothing any more, unsigned. Returns the last
 * one's SHA-1, or null when a commit conflicts or the outcome would differ from a merge's, which GitHub refuses too.
 */
export async function rebase(
  git: GitRepository,
  commits: { readonly base: string; readonly head: string },
  committer: Identity,
): Promise<string | null> {
  const { base, head } = commits;
  const shas = await git.history.commitsBetween(base, head, mostCommits);
  let tip = base;
  for (const sha of shas.toReversed()) {
    const commit = await readCommit(git, sha);
    if (commit.parents.length > 1) continue;
    const onto = (await readCommit(git, tip)).tree;
    const tree = await applyChange(git, { onto, change: sha, committer });
    if (tree === null) return null;
    if (tree !== onto) {
      tip = git.writeCommit({ ...commit, tree, parents: [tip], committer, signature: null });
    }
  }
  const merged = await git.history.mergeTree(base, head);
  return (await readCommit(git, tip)).tree === merged ? tip : null;
}

/** The tree that a commit's change gives on top of another tree, or null for a conflict. */
async function applyChange(
  git: GitRepository,
  { onto, change, committer }: { onto: string; change: string; committer: Identity },
): Promise<string | null> {
  const { parents } = await readCommit(git, change);
  // A stand-in for the tip, beside the commit: `git merge-tree` then takes the commit's parent as the merge base. (Its
  // option --merge-base is younger than the git that this package asks for.)
  const standIn = git.writeCommit({
    tree: onto,
    parents,
    author: committer,
    committer,
    signature: null,
    message: "Stand-in for a rebase\n",
  });
  return git.history.mergeTree(standIn, change);
}

async function readCommit(git: GitRepository, sha: string) {
  const commit = await git.commit(sha);
  if (commit === null) throw new Error(`${sha} is not a commit`);
  return commit;
}
