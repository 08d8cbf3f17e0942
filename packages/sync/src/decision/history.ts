import { changedPaths, type FileMap, proposalDigest } from "../lists/file-map.ts";
import type { PullRequest, StateChange } from "../ports/repository.ts";
import type { CommentKind } from "../ports/texts.ts";
import { readBodyState } from "./markers.ts";
import { isBot, type OurComment } from "./our-comments.ts";
import { type BranchFiles, type Proposal, wantedFiles } from "./proposal.ts";

/** The open pull request. Ours targets the base; a person may have opened another one from the same branch. */
export function openPull(pullRequests: readonly PullRequest[], base: string): PullRequest | null {
  const open = pullRequests.filter((pull) => pull.open);
  return open.find((pull) => pull.base === base) ?? open[0] ?? null;
}

/** The closed pull request that an open or new one follows. After a merge there is none. */
export function previousOf(pullRequests: readonly PullRequest[]): number | null {
  const newest = pullRequests.find((pull) => !pull.open);
  return newest && !newest.merged ? newest.number : null;
}

/** The closed pull requests that may have rejected a proposal: those since the last merge, which changed the base. */
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

/** The newest closed pull request that proposed just this. */
export function proposedBefore({ base, pullRequests, proposal }: Question): PullRequest | null {
  const digest = proposalDigest(base.files, wantedFiles(base.files, proposal, null));
  return closedSinceMerge(pullRequests).find(({ body }) => readBodyState(body)?.digest === digest) ?? null;
}

/** After these comments of ours, closing is the only thing left to do, so it isn't a rejection. */
const farewells: ReadonlySet<CommentKind> = new Set(["obsolete", "obsolete-edited", "conflict"]);

/**
 * Did a person reject what a closed pull request proposed? Not where a run of ours closed it, nor where they followed
 * our advice, be it in a comment or recorded in the body. Whoever opens it again after that, and closes it, means it.
 */
export function isRejection(
  changes: readonly StateChange[],
  ours: readonly OurComment[],
  { author, farewell: recorded }: { readonly author: string; readonly farewell: number | null },
): boolean {
  const closer = changes.findLast(({ event }) => event === "closed")?.actor ?? "";
  if (isBot(closer)) return false;
  const said = ours.findLast(({ kind }) => farewells.has(kind))?.changedAt ?? null;
  const farewell = said ?? recorded;
  if (farewell === null) return true;
  return closer !== author && changes.some(({ event, at }) => event === "reopened" && at >= farewell);
}

/** Did a branch propose just this, as far as this run can tell? What lists would say that failed now is not known. */
export function proposedInPart({ base, proposal }: Question, branch: BranchFiles): boolean {
  const wanted = wantedFiles(base.files, proposal, null);
  const paths = [
    ...changedPaths(base.files, wanted),
    ...changedPaths(branch.mergeBaseFiles, branch.files).filter((path) => !proposal.frozen.has(path)),
  ];
  return paths.every((path) => branch.files.get(path) === wanted.get(path));
}
