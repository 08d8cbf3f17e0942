import type { PullRequest } from "./github-model.ts";

/** The closed pull request that an open or new one follows; after a merge the story begins anew. */
export function previousOf(pullRequests: readonly PullRequest[]): number | null {
  const newest = pullRequests.find((pull) => !pull.open);
  return newest && !newest.merged ? newest.number : null;
}

/** The open pull request: ours goes to the base; a person may have opened another one from the same branch. */
export function openPull(pullRequests: readonly PullRequest[], base: string): PullRequest | null {
  const open = pullRequests.filter((pull) => pull.open);
  return open.find((pull) => pull.base === base) ?? open[0] ?? null;
}
