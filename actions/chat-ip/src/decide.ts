import type { BranchHead, PullRequest } from "./github-reads.ts";
import { changedNames, type FileMap, proposalDigest } from "./managed-files.ts";
import { readBodyState } from "./markers.ts";
import { type BranchFiles, type Proposal, wantedFiles } from "./proposal.ts";
import { openPull, previousOf } from "./pull-request-history.ts";
import type { BranchState } from "./read-branch.ts";

type PresentBranch = Extract<BranchState, { kind: "present" }>;

/** Everything that the decision rests on. */
export interface Situation {
  readonly base: BranchHead & { readonly name: string; readonly files: FileMap };
  /** of our branch, open and closed, newest first */
  readonly pullRequests: readonly PullRequest[];
  readonly branch: BranchState;
  /** ids of our comments on the open pull request */
  readonly ourComments: readonly number[];
  /** a closed pull request that proposed just this, or all of it that is known now, and that a person closed */
  readonly rejected: PullRequest | null;
  readonly proposal: Proposal;
  readonly recreateClosed: boolean;
  /** named in messages */
  readonly branchName: string;
}

/** A commit to make: the tree it starts from, its parents, and the managed files that it sets. */
export interface CommitPlan {
  readonly baseTree: string;
  /** the branch tip first, so that the branch only ever moves forward */
  readonly parents: readonly string[];
  /** name → content id wanted, `null` to delete */
  readonly files: ReadonlyMap<string, string | null>;
  readonly digest: string;
}

/** How the branch comes to hold the proposal. */
export type BranchPlan =
  | { readonly kind: "create"; readonly commit: CommitPlan }
  | { readonly kind: "append"; readonly commit: CommitPlan }
  | { readonly kind: "reuse"; readonly sha: string; readonly digest: string };

export type Decision =
  | { readonly kind: "none" }
  /** leave the pull request, at most refresh our region of its body */
  | {
      readonly kind: "unchanged";
      readonly pull: PullRequest;
      readonly digest: string;
      readonly outdated: readonly number[];
    }
  /** what loaded shows no drift, but not all lists could be had */
  | { readonly kind: "undecided"; readonly pull: PullRequest }
  | { readonly kind: "create"; readonly branch: BranchPlan; readonly previous: number | null }
  | {
      readonly kind: "update";
      readonly pull: PullRequest;
      readonly commit: CommitPlan;
      /** our comments on it, which are to be taken back: what they say is settled */
      readonly outdated: readonly number[];
    }
  /** a person's commits beside the allowlists keep their branch */
  | { readonly kind: "close"; readonly pull: PullRequest; readonly branchIsOursAlone: boolean }
  | {
      readonly kind: "blocked";
      readonly pull: PullRequest;
      readonly why: "obsolete-edited" | "edited" | "conflict";
    }
  | { readonly kind: "suppressed"; readonly pull: PullRequest }
  | { readonly kind: "refuse"; readonly message: string };

/** Is anything left to decide beyond "nothing"? Then the branch has to be read. */
export const needsBranch = (pullRequests: readonly PullRequest[], proposal: Proposal): boolean =>
  proposal.changes.size > 0 || pullRequests.some((pull) => pull.open);

/** The closed pull requests that count against a proposal. Once one is merged, the base is another and so is the question. */
export function closedSinceMerge(pullRequests: readonly PullRequest[]): PullRequest[] {
  const merged = pullRequests.findIndex((pull) => pull.merged);
  return (merged === -1 ? pullRequests : pullRequests.slice(0, merged)).filter((pull) => !pull.open);
}

/** Has this been proposed before? */
export type Question = Pick<Situation, "pullRequests" | "proposal"> & {
  readonly base: { readonly files: FileMap };
};

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

/**
 * Decides what becomes of branch and pull request. Pure: the same situation gives the same decision.
 */
export function decide(situation: Situation): Decision {
  const { base, branch, proposal } = situation;
  const pull = openPull(situation.pullRequests, base.name);
  if (pull && pull.base !== base.name) {
    return refuse(
      `Pull request #${pull.number} already goes from \`${situation.branchName}\` to another base. Set \`base\` to that one, change the base of the pull request, or choose another \`branch\`.`,
    );
  }
  if (proposal.changes.size === 0) return pull ? decideWithoutDrift(pull, situation) : { kind: "none" };
  return pull ? decideOpen(pull, branch, situation) : decideNew(branch, situation);
}

function decideWithoutDrift(pull: PullRequest, situation: Situation): Decision {
  const { branch, proposal } = situation;
  if (branch.kind !== "present" || !isOurs(branch, pull)) return { kind: "none" };
  // What the branch proposes for lists that this run knows nothing of, or that another workflow manages, stays.
  const others = changedNames(branch.mergeBaseFiles, branch.files).some((name) => proposal.frozen.has(name));
  if (proposal.incomplete || others) return { kind: "undecided", pull };
  if (!isUntouched(branch)) return { kind: "blocked", pull, why: "obsolete-edited" };
  return { kind: "close", pull, branchIsOursAlone: isOursAlone(branch) };
}

function decideOpen(pull: PullRequest, branch: BranchState, situation: Situation): Decision {
  if (branch.kind !== "present" || !isOurs(branch, pull)) return refuseForeign(situation);
  const { base, ourComments: outdated } = situation;
  const wanted = wantedFiles(base.files, situation.proposal, branch);
  if (isCurrent(base.files, branch, wanted)) {
    return { kind: "unchanged", pull, digest: proposalDigest(base.files, wanted), outdated };
  }
  if (!isUntouched(branch)) return { kind: "blocked", pull, why: "edited" };
  if (conflicts(base.files, branch, wanted) && !isOursAlone(branch)) {
    return { kind: "blocked", pull, why: "conflict" };
  }
  return { kind: "update", pull, commit: planCommit(base, branch, wanted), outdated };
}

function decideNew(branch: BranchState, situation: Situation): Decision {
  const { base, pullRequests, proposal, rejected } = situation;
  if (rejected && !situation.recreateClosed) return { kind: "suppressed", pull: rejected };
  const previous = previousOf(pullRequests);
  if (branch.kind === "absent") {
    const wanted = wantedFiles(base.files, proposal, null);
    const commit: CommitPlan = {
      baseTree: base.treeSha,
      parents: [base.sha],
      files: filesBetween(base.files, wanted),
      digest: proposalDigest(base.files, wanted),
    };
    return { kind: "create", branch: { kind: "create", commit }, previous };
  }
  if (branch.kind === "unrelated") return refuseForeign(situation);
  const spent = isSpent(branch, pullRequests);
  if (!spent && !isOurs(branch, null) && !isEmptied(branch, pullRequests)) return refuseForeign(situation);
  // Without a pull request nothing of the branch is on offer: lists that failed have nothing to keep there.
  const wanted = wantedFiles(base.files, proposal, null);
  if (isCurrent(base.files, branch, wanted)) {
    const digest = proposalDigest(base.files, wanted);
    return { kind: "create", branch: { kind: "reuse", sha: branch.sha, digest }, previous };
  }
  if (spent)
    return { kind: "create", branch: { kind: "append", commit: planJoin(base, branch, wanted) }, previous };
  if (!isUntouched(branch)) return refuseEdited(situation);
  if (conflicts(base.files, branch, wanted) && !isOursAlone(branch)) return refuseEdited(situation);
  return { kind: "create", branch: { kind: "append", commit: planCommit(base, branch, wanted) }, previous };
}

const refuse = (message: string): Decision => ({ kind: "refuse", message });

const refuseForeign = ({ branchName }: Situation): Decision =>
  refuse(
    `The branch \`${branchName}\` exists and was not made by this Action, so nothing was written. Rename or delete it, or choose another \`branch\`.`,
  );

const refuseEdited = ({ branchName }: Situation): Decision =>
  refuse(
    `The branch \`${branchName}\` has no open pull request and holds a person's commits to the allowlists, so nothing was written. Merge or rename it, or choose another \`branch\`.`,
  );

/** Ours is a branch that bears our digest, or whose open pull request does: a person may have squashed our commits. */
const isOurs = (branch: PresentBranch, pull: PullRequest | null): boolean =>
  branch.recorded !== null || (pull !== null && readBodyState(pull.body) !== null);

/** Spent is a branch whose tip was merged: whoever's commits are on it, the base has what they say. */
const isSpent = (branch: PresentBranch, pullRequests: readonly PullRequest[]): boolean =>
  pullRequests.some(({ merged, headSha }) => merged && headSha === branch.sha);

/** Emptied is a branch that we proposed from before and that holds nothing now which the base has not: a person reset it. */
const isEmptied = (branch: PresentBranch, pullRequests: readonly PullRequest[]): boolean =>
  branch.commits.length === 0 && pullRequests.some(({ body }) => readBodyState(body) !== null);

/** Untouched: the managed files are as the last commit of ours left them, or the base holds all of the branch already. */
function isUntouched(branch: PresentBranch): boolean {
  if (branch.commits.length === 0) return true;
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
const isOursAlone = (branch: PresentBranch): boolean =>
  branch.complete && branch.managedOnly && branch.commits.every(({ digest }) => digest !== null);

/** Would merging the branch give just what is wanted? */
function isCurrent(base: FileMap, branch: BranchFiles, wanted: FileMap): boolean {
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
function conflicts(base: FileMap, branch: BranchFiles, wanted: FileMap): boolean {
  return changedNames(branch.mergeBaseFiles, base).some((name) => wanted.get(name) !== base.get(name));
}

const filesBetween = (before: FileMap, after: FileMap): Map<string, string | null> =>
  new Map(changedNames(before, after).map((name) => [name, after.get(name) ?? null]));

/** A commit that joins branch and base: the base's files with ours among them. */
const planJoin = (base: Situation["base"], branch: PresentBranch, wanted: FileMap): CommitPlan => ({
  baseTree: base.treeSha,
  parents: [branch.sha, base.sha],
  files: filesBetween(base.files, wanted),
  digest: proposalDigest(base.files, wanted),
});

/** A commit on top of the branch; where base and branch are in conflict, one that joins the two. */
function planCommit(base: Situation["base"], branch: PresentBranch, wanted: FileMap): CommitPlan {
  if (conflicts(base.files, branch, wanted)) return planJoin(base, branch, wanted);
  // A file that is to be as the base has it now is set so only where the branch had changed it.
  const target = new Map(wanted);
  for (const name of changedNames(branch.mergeBaseFiles, base.files)) {
    if (branch.files.get(name) !== branch.mergeBaseFiles.get(name)) continue;
    const untouched = branch.files.get(name);
    if (untouched === undefined) target.delete(name);
    else target.set(name, untouched);
  }
  return {
    baseTree: branch.treeSha,
    parents: [branch.sha],
    files: filesBetween(branch.files, target),
    digest: proposalDigest(branch.mergeBaseFiles, target),
  };
}
