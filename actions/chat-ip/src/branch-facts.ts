import type { PullRequest } from "./github-model.ts";
import { changedNames, type FileMap, proposalDigest } from "./managed-files.ts";
import { readBodyState } from "./markers.ts";
import type { BranchFiles } from "./proposal.ts";
import type { BranchState } from "./read-branch.ts";

export type PresentBranch = Extract<BranchState, { kind: "present" }>;

/** Ours is a branch that bears our digest, or whose open pull request does: a person may have squashed our commits. */
export const isOurs = (branch: PresentBranch, pull: PullRequest | null): boolean =>
  branch.recorded !== null || (pull !== null && readBodyState(pull.body) !== null);

/** Spent is a branch whose tip was merged: whoever's commits are on it, the base has what they say. */
export const isSpent = (branch: PresentBranch, pullRequests: readonly PullRequest[]): boolean =>
  pullRequests.some(({ merged, headSha }) => merged && headSha === branch.sha);

/** Does it hold nothing which the base has not? */
export const isEmpty = (branch: PresentBranch): boolean =>
  branch.commits.length === 0 || branch.changesNothing;

/** Emptied is a branch that we proposed from before and that holds nothing any more: a person reset it, or brought it up to date. */
export const isEmptied = (branch: PresentBranch, pullRequests: readonly PullRequest[]): boolean =>
  isEmpty(branch) && pullRequests.some(({ body }) => readBodyState(body) !== null);

/** Did the branch begin at this base? Ours is the first commit then; from another base, its commits come before. */
export const beginsHere = (branch: PresentBranch): boolean =>
  isEmpty(branch) || (branch.complete && branch.commits[0]?.digest != null);

/** Untouched: the managed files are as the last commit of ours left them, or the base holds all of the branch already. */
export function isUntouched(branch: PresentBranch): boolean {
  if (branch.commits.length === 0 || (branch.changesNothing && isOursAlone(branch))) return true;
  if (proposalDigest(branch.mergeBaseFiles, branch.files) === branch.recorded) return true;
  return branch.ours !== null && isUpdated(branch, branch.ours);
}

/**
 * Is the branch what the last commit of ours left, brought up to date with the base? Then each file that we had changed
 * is as we left it, though the base may say the same by now, and each other one is the base's.
 */
function isUpdated(branch: PresentBranch, ours: BranchFiles): boolean {
  const proposed = new Set(changedNames(ours.mergeBaseFiles, ours.files));
  if (proposalDigest(ours.mergeBaseFiles, ours.files) !== branch.recorded) return false;
  const changed = changedNames(branch.mergeBaseFiles, branch.files);
  return (
    [...proposed].every((name) => branch.files.get(name) === ours.files.get(name)) &&
    changed.every((name) => proposed.has(name))
  );
}

/** Every commit is ours, and none holds more than the allowlists: a person who amends one keeps its trailer. */
export const isOursAlone = (branch: PresentBranch): boolean =>
  branch.complete && branch.managedOnly && branch.commits.every(({ digest }) => digest !== null);

/** Would merging the branch give just what is wanted? */
export function isCurrent(base: FileMap, branch: BranchFiles, wanted: FileMap): boolean {
  if (conflicts(base, branch, wanted)) return false;
  const names = new Set([
    ...base.keys(),
    ...branch.files.keys(),
    ...branch.mergeBaseFiles.keys(),
    ...wanted.keys(),
  ]);
  for (const name of names) {
    const tip = branch.files.get(name);
    const merged = tip === branch.mergeBaseFiles.get(name) ? base.get(name) : tip;
    if (merged !== wanted.get(name)) return false;
  }
  return true;
}

/**
 * Does the branch have to take in the base before its content can be the one wanted? That is so where the base has
 * changed a managed file since the branch left it, and something else is wanted there. Whole files are compared:
 * a merge by lines could make a list that nobody has seen.
 */
export function conflicts(base: FileMap, branch: BranchFiles, wanted: FileMap): boolean {
  return changedNames(branch.mergeBaseFiles, base).some((name) => wanted.get(name) !== base.get(name));
}
