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
  readonly page: number;
  readonly perPage: number;
}

/** GitHub lists at most this many files, and only on the first page. */
const listedFiles = 300;
/** More commits than any comparison in a test has. */
const mostCommits = 10_000;

/** GitHub's `commit-comparison`. */
export async function representComparison(
  repository: HostedRepository,
  comparison: Comparison,
): Promise<object> {
  const { git, links } = repository;
  const { name, baseSha, headSha, mergeBase, page, perPage } = comparison;
  const [{ ahead, behind }, shas, changes] = await Promise.all([
    git.ancestry.divergence(baseSha, headSha),
    git.history.commitsBetween(baseSha, headSha, mostCommits),
    git.diff.changes(mergeBase, headSha),
  ]);
  const represent = async (sha: string): Promise<object> => {
    const commit = await git.commit(sha);
    if (commit === null) throw new Error(`${sha} is not a commit`);
    return representCommit(repository, sha, commit);
  };
  const ends = { from: mergeBase, to: headSha };
  const files = page === 1 ? changes.slice(0, listedFiles) : [];
  const url = links.api(`compare/${name}`);
  const html = links.web(`compare/${name}`);
  const diverged = behind > 0 ? "diverged" : "ahead";
  return {
    url,
    html_url: html,
    permalink_url: links.web(`compare/${baseSha.slice(0, 7)}...${headSha.slice(0, 7)}`),
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: await represent(baseSha),
    merge_base_commit: await represent(mergeBase),
    status: baseSha === headSha ? "identical" : ahead > 0 ? diverged : "behind",
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    // Oldest first, unlike everywhere else.
    commits: await Promise.all(
      shas
        .toReversed()
        .slice((page - 1) * perPage, page * perPage)
        .map(represent),
    ),
    files: await Promise.all(files.map((change) => representFile(repository, ends, change))),
  };
}

/** GitHub's `diff-entry`, for a file that differs between two commits. */
export async function representFile(
  { git, links }: HostedRepository,
  { from, to }: { readonly from: string; readonly to: string },
  change: FileChange,
): Promise<object> {
  const path = encodePath(change.path);
  const patch = await git.diff.patch(from, to, change.path);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: links.web(`blob/${to}/${path}`),
    raw_url: links.web(`raw/${to}/${path}`),
    contents_url: `${links.api(`contents/${path}`)}?ref=${to}`,
    ...(patch === null ? {} : { patch }),
    ...(change.previousPath === null ? {} : { previous_filename: change.previousPath }),
  };
}
