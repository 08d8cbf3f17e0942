import type { PullRequest } from "./github-reads.ts";
import { changedNames, type FileMap, proposalDigest } from "./managed-files.ts";
import { readBodyState } from "./markers.ts";
import { type BranchFiles, type Proposal, wantedFiles } from "./proposal.ts";

/** The closed pull requests that count against a proposal. Once one is merged, the base is another and so is the question. */
export function closedSinceMerge(pullRequests: readonly PullRequest[]): PullRequest[] {
  const merged = pullRequests.findIndex((pull) => pull.merged);
  return (merged === -1 ? pullRequests : pullRequests.slice(0, merged)).filter((pull) => !pull.open);
}

/** Has this been proposed before? */
export interface Question {
  readonly base: { readonly files: FileMap };
  /** of our branch, open and closed, newest first */
  readonly pullRequests: readonly PullRequest[];
  readonly proposal: Proposal;
}

/** The closed pull requests that proposed just this. */
export function proposedBefore({ base, pullRequests, proposal }: Question): PullRequest[] {
  const digest = proposalDigest(base.files, wantedFiles(base.files, proposal, null));
  return closedSinceMerge(pullRequests).filter(({ body }) => readBodyState(body)?.digest === digest);
}

/** Did a branch propose just this, as far as this run can tell? What lists would say that failed now is not known. */
export function proposedInPart({ base, proposal }: Question, branch: BranchFiles): boolean {
  const wanted = wantedFiles(base.files, proposal, null);
  const names = [
    ...changedNames(base.files, wanted),
    ...changedNames(branch.mergeBaseFiles, branch.files).filter((name) => !proposal.frozen.has(name)),
  ];
  return names.every((name) => branch.files.get(name) === wanted.get(name));
}
