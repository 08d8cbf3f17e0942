import {
  beginsHere,
  conflicts,
  isCurrent,
  isEmptied,
  isEmpty,
  isOurs,
  isOursAlone,
  isSpent,
  isUntouched,
  type PresentBranch,
} from "./branch-facts.ts";
import type { BranchHead, PullRequest } from "./github-model.ts";
import { changedNames, type FileMap, proposalDigest } from "./managed-files.ts";
import type { OurComment } from "./our-comments.ts";
import { carriedLists, type Proposal, wantedFiles } from "./proposal.ts";
import { openPull, previousOf } from "./pull-request-history.ts";
import type { BranchState } from "./read-branch.ts";

/** Everything that the decision rests on. */
export interface Situation {
  readonly base: BranchHead & { readonly name: string; readonly files: FileMap };
  /** of our branch, open and closed, newest first */
  readonly pullRequests: readonly PullRequest[];
  readonly branch: BranchState;
  /** on the open pull request */
  readonly ourComments: readonly OurComment[];
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
      readonly outdated: readonly OurComment[];
    }
  /** what loaded shows no drift, but not all lists could be had */
  | { readonly kind: "undecided"; readonly pull: PullRequest }
  | { readonly kind: "create"; readonly branch: BranchPlan; readonly previous: number | null }
  | {
      readonly kind: "update";
      readonly pull: PullRequest;
      readonly commit: CommitPlan;
      /** our comments on it, which are to be taken back: what they say is settled */
      readonly outdated: readonly OurComment[];
    }
  /** a person's commits beside the allowlists keep their branch, and so does another pull request from it */
  | {
      readonly kind: "close";
      readonly pull: PullRequest;
      readonly branchMayGo: boolean;
      /** our comments on it, one of which may say what is to be said */
      readonly comments: readonly OurComment[];
    }
  | {
      readonly kind: "blocked";
      readonly pull: PullRequest;
      readonly why: "obsolete-edited" | "edited" | "conflict";
      readonly comments: readonly OurComment[];
    }
  | { readonly kind: "suppressed"; readonly pull: PullRequest }
  | { readonly kind: "refuse"; readonly message: string };

/** Is anything left to decide beyond "nothing"? Then the branch has to be read. */
export const needsBranch = (pullRequests: readonly PullRequest[], proposal: Proposal): boolean =>
  proposal.changes.size > 0 || pullRequests.some((pull) => pull.open);

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
  const { branch, proposal, ourComments: comments } = situation;
  if (branch.kind !== "present" || !isOurs(branch, pull)) return { kind: "none" };
  if (proposal.incomplete) return { kind: "undecided", pull };
  if (carriedLists(situation.base.files, proposal, branch).length > 0) {
    // What another workflow proposes there stays; what is there for this run's own lists is taken back.
    const decision = decideOpen(pull, branch, situation);
    return decision.kind === "unchanged" ? { kind: "undecided", pull } : decision;
  }
  if (!isUntouched(branch)) return leaveEdited(pull, branch, { why: "obsolete-edited", comments });
  const others = situation.pullRequests.some(({ open, number }) => open && number !== pull.number);
  return { kind: "close", pull, branchMayGo: isOursAlone(branch) && !others, comments };
}

function decideOpen(pull: PullRequest, branch: BranchState, situation: Situation): Decision {
  if (branch.kind !== "present" || !isOurs(branch, pull)) return refuseForeign(situation);
  const { base, ourComments: comments } = situation;
  const outdated = comments.filter(({ edited }) => !edited);
  const wanted = wantedFiles(base.files, situation.proposal, branch);
  if (isCurrent(base.files, branch, wanted)) {
    return { kind: "unchanged", pull, digest: proposalDigest(base.files, wanted), outdated };
  }
  if (!isUntouched(branch)) return leaveEdited(pull, branch, { why: "edited", comments });
  if (conflicts(base.files, branch, wanted) && !isOursAlone(branch)) {
    return { kind: "blocked", pull, why: "conflict", comments };
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
  if (!spent && !beginsHere(branch)) return refuseOtherBase(situation);
  // Without a pull request nothing of the branch is on offer: lists that failed have nothing to keep there.
  const wanted = wantedFiles(base.files, proposal, null);
  if (isCurrent(base.files, branch, wanted)) {
    const digest = proposalDigest(base.files, wanted);
    return { kind: "create", branch: { kind: "reuse", sha: branch.sha, digest }, previous };
  }
  if (spent || isEmpty(branch))
    return { kind: "create", branch: { kind: "append", commit: planJoin(base, branch, wanted) }, previous };
  if (!isUntouched(branch)) return refuseEdited(situation);
  if (conflicts(base.files, branch, wanted) && !isOursAlone(branch)) return refuseEdited(situation);
  return { kind: "create", branch: { kind: "append", commit: planCommit(base, branch, wanted) }, previous };
}

/** What is not as we left it is a person's, unless it is of another folder altogether. */
const leaveEdited = (
  pull: PullRequest,
  { elsewhere }: PresentBranch,
  { why, comments }: Pick<Extract<Decision, { kind: "blocked" }>, "why" | "comments">,
): Decision =>
  elsewhere === null ? { kind: "blocked", pull, why, comments } : refuseElsewhere(pull, elsewhere);

const refuse = (message: string): Decision => ({ kind: "refuse", message });

const refuseForeign = ({ branchName }: Situation): Decision =>
  refuse(
    `The branch \`${branchName}\` exists and was not made by this Action, so nothing was written. Rename or delete it, or choose another \`branch\`.`,
  );

const refuseElsewhere = ({ number }: PullRequest, folder: string): Decision =>
  refuse(
    `Pull request #${number} proposes allowlists in \`${folder}/\`, which is not this run's \`path\`. Nothing was written. Close it and delete its branch, or give each \`path\` a \`branch\` of its own.`,
  );

const refuseOtherBase = ({ branchName, base }: Situation): Decision =>
  refuse(
    `The branch \`${branchName}\` has no open pull request and holds commits that \`${base.name}\` lacks and this Action did not make; it may have been made for another \`base\`. Nothing was written. Delete or rename it, or choose another \`branch\`.`,
  );

const refuseEdited = ({ branchName }: Situation): Decision =>
  refuse(
    `The branch \`${branchName}\` has no open pull request and holds a person's commits to the allowlists, so nothing was written. Merge or rename it, or choose another \`branch\`.`,
  );

const filesBetween = (before: FileMap, after: FileMap): Map<string, string | null> =>
  new Map(changedNames(before, after).map((name) => [name, after.get(name) ?? null]));

/** A commit that joins branch and base: the base's files with ours among them. */
const planJoin = (base: Situation["base"], branch: PresentBranch, wanted: FileMap): CommitPlan => ({
  baseTree: base.treeSha,
  parents: [...new Set([branch.sha, base.sha])],
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
