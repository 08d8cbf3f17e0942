import type { FileChange } from "../git/diff.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";
import { representCommit } from "./commit.ts";

export interface Comparison {
  /** "base...head", percent-encoded. */
  readonly name: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly mergeBase: string;
}

/** At most so many commits are listed by GitHub. */
const listedCommits = 250;

/** GitHub's `commit-comparison`. */
export async function representComparison(
  repository: HostedRepository,
  comparison: Comparison,
): Promise<object> {
  const { git, links } = repository;
  const { name, baseSha, headSha, mergeBase } = comparison;
  const [{ ahead, behind }, shas, changes] = await Promise.all([
    git.ancestry.divergence(baseSha, headSha),
    git.history.commitsBetween(baseSha, headSha, listedCommits),
    git.diff.changes(mergeBase, headSha),
  ]);
  const represent = async (sha: string): Promise<object> => {
    const commit = await git.commit(sha);
    if (commit === null) throw new Error(`${sha} is no commit`);
    return representCommit(repository, sha, commit);
  };
  const url = links.api(`compare/${name}`);
  const page = links.web(`compare/${name}`);
  const diverged = behind > 0 ? "diverged" : "ahead";
  return {
    url,
    html_url: page,
    permalink_url: links.web(`compare/${baseSha.slice(0, 7)}...${headSha.slice(0, 7)}`),
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: await represent(baseSha),
    merge_base_commit: await represent(mergeBase),
    status: baseSha === headSha ? "identical" : ahead > 0 ? diverged : "behind",
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    // Oldest first, unlike everywhere else.
    commits: await Promise.all(shas.reverse().map(represent)),
    files: await Promise.all(changes.map((change) => representFile(repository, comparison, change))),
  };
}

/** GitHub's `diff-entry`. */
async function representFile(
  { git, links }: HostedRepository,
  { mergeBase, headSha }: Comparison,
  change: FileChange,
): Promise<object> {
  const path = encodePath(change.path);
  const patch = await git.diff.patch(mergeBase, headSha, change.path);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: links.web(`blob/${headSha}/${path}`),
    raw_url: links.web(`raw/${headSha}/${path}`),
    contents_url: `${links.api(`contents/${path}`)}?ref=${headSha}`,
    ...(patch === null ? {} : { patch }),
    ...(change.previousPath === null ? {} : { previous_filename: change.previousPath }),
  };
}
