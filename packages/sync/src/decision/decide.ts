import type { FileMap } from "../lists/file-map.ts";
import { proposalDigest } from "../lists/file-map.ts";
import type { Message } from "../message.ts";
import type { Commit, PullRequest } from "../ports/repository.ts";
import {
  type BranchState,
  conflicts,
  isCurrent,
  isOursAlone,
  type PresentBranch,
  standingOfLoose,
  standingOfOpen,
} from "./branch.ts";
import { type BranchPlan, type CommitPlan, planCommit, planFirst, planJoin } from "./commit-plan.ts";
import { openPull, previousOf } from "./history.ts";
import type { OurComment } from "./our-comments.ts";
import { carriedLists, type Proposal, wantedFiles } from "./proposal.ts";

/** Everything that the decision rests on. */
export interface Situation {
  readonly base: Commit & { readonly name: string; readonly files: FileMap };
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

export type Decision =
  | { readonly kind: "none" }
  /** leave the pull request, at most refresh our region of its body */
  | {
      readonly kind: "unchanged";
      readonly pull: PullRequest;
      readonly digest: string;
      /** our outdated comments on it, to be deleted */
      readonly settled: readonly OurComment[];
    }
  /** The lists that loaded show no drift, but others could not be loaded. */
  | { readonly kind: "undecided"; readonly pull: PullRequest }
  | { readonly kind: "create"; readonly branch: BranchPlan; readonly previous: number | null }
  | {
      readonly kind: "update";
      readonly pull: PullRequest;
      readonly commit: CommitPlan;
      readonly settled: readonly OurComment[];
    }
  | {
      readonly kind: "close";
      readonly pull: PullRequest;
      /** Not if a person's commits or another pull request need the branch. */
      readonly branchMayGo: boolean;
      /** our comments on it, one of which may already say it */
      readonly comments: readonly OurComment[];
    }
  | {
      readonly kind: "blocked";
      readonly pull: PullRequest;
      readonly why: "obsolete-edited" | "edited" | "conflict";
      readonly comments: readonly OurComment[];
    }
  | { readonly kind: "suppressed"; readonly pull: PullRequest }
  | { readonly kind: "refuse"; readonly message: Message };

/** Does the decision depend on the branch? Then it has to be read. */
export const needsBranch = (pullRequests: readonly PullRequest[], proposal: Proposal): boolean =>
  proposal.changes.size > 0 || pullRequests.some((pull) => pull.open);

/** Decides what becomes of branch and pull request. Pure: the same situation gives the same decision. */
export function decide(situation: Situation): Decision {
  const { base, pullRequests, proposal } = situation;
  const pull = openPull(pullRequests, base.name);
  if (pull && pull.base !== base.name) return refuseOtherTarget(pull, situation);
  if (proposal.changes.size === 0) return pull ? decideWithoutDrift(pull, situation) : { kind: "none" };
  return pull ? decideOpen(pull, situation) : decideNew(situation);
}

function decideWithoutDrift(pull: PullRequest, situation: Situation): Decision {
  const { base, proposal, pullRequests, ourComments: comments } = situation;
  const standing = standingOfOpen(situation.branch, pull);
  if (!("branch" in standing)) return { kind: "none" };
  if (proposal.incomplete) return { kind: "undecided", pull };
  const { branch } = standing;
  if (carriedLists(base.files, proposal, branch).length > 0) {
    // Keep what another workflow proposes there; take back what it says about this run's own lists.
    const decision = decideOpen(pull, situation);
    return decision.kind === "unchanged" ? { kind: "undecided", pull } : decision;
  }
  if (standing.kind === "edited") return leaveEdited(pull, branch, { why: "obsolete-edited", comments });
  const others = pullRequests.some(({ open, number }) => open && number !== pull.number);
  return { kind: "close", pull, branchMayGo: isOursAlone(branch) && !others, comments };
}

function decideOpen(pull: PullRequest, situation: Situation): Decision {
  const { base, proposal, ourComments: comments } = situation;
  const standing = standingOfOpen(situation.branch, pull);
  if (!("branch" in standing)) return refuseForeign(situation);
  const { branch } = standing;
  const wanted = wantedFiles(base.files, proposal, branch);
  // Comments about the pull request as a whole still hold.
  const settled = comments.filter(
    ({ edited, kind }) => !edited && kind !== "by-another" && kind !== "reminder",
  );
  if (isCurrent(base.files, branch, wanted)) {
    return { kind: "unchanged", pull, digest: proposalDigest(base.files, wanted), settled };
  }
  if (standing.kind === "edited") return leaveEdited(pull, branch, { why: "edited", comments });
  if (conflicts(base.files, branch, wanted) && !isOursAlone(branch)) {
    return { kind: "blocked", pull, why: "conflict", comments };
  }
  return { kind: "update", pull, commit: planCommit(branch, { base, proposal, wanted }), settled };
}

function decideNew(situation: Situation): Decision {
  const { base, pullRequests, proposal, rejected } = situation;
  if (rejected && !situation.recreateClosed) return { kind: "suppressed", pull: rejected };
  const previous = previousOf(pullRequests);
  // Without a pull request, the branch proposes nothing, so failed lists have nothing to keep there.
  const wanted = wantedFiles(base.files, proposal, null);
  const context = { base, proposal, wanted };
  const append = (commit: CommitPlan): Decision => ({
    kind: "create",
    branch: { kind: "append", commit },
    previous,
  });
  const standing = standingOfLoose(situation.branch, pullRequests);
  if (standing.kind === "absent") {
    return { kind: "create", branch: { kind: "create", commit: planFirst(context) }, previous };
  }
  if (standing.kind === "foreign") return refuseForeign(situation);
  if (standing.kind === "other-base") return refuseOtherBase(situation);
  const { branch } = standing;
  if (isCurrent(base.files, branch, wanted)) {
    const digest = proposalDigest(base.files, wanted);
    return { kind: "create", branch: { kind: "reuse", sha: branch.sha, digest }, previous };
  }
  if (standing.kind === "spent") return append(planJoin(branch, context));
  const stuck = conflicts(base.files, branch, wanted) && !isOursAlone(branch);
  if (standing.kind === "edited" || stuck) return refuseEdited(situation);
  return append(planCommit(branch, context));
}

/** Never overwrite a person's change, unless it is in another folder. */
const leaveEdited = (
  pull: PullRequest,
  { otherFolder }: PresentBranch,
  { why, comments }: Pick<Extract<Decision, { kind: "blocked" }>, "why" | "comments">,
): Decision =>
  otherFolder === null ? { kind: "blocked", pull, why, comments } : refuseOtherFolder(pull, otherFolder);

const refuse = (message: Message): Decision => ({ kind: "refuse", message });

const refuseOtherTarget = ({ number }: PullRequest, { branchName }: Situation): Decision =>
  refuse({ id: "other-target", number, branch: branchName });

const refuseForeign = ({ branchName }: Situation): Decision =>
  refuse({ id: "foreign-branch", branch: branchName });

const refuseOtherFolder = ({ number }: PullRequest, folder: string): Decision =>
  refuse({ id: "other-folder", number, folder });

const refuseOtherBase = ({ branchName, base }: Situation): Decision =>
  refuse({ id: "other-base", branch: branchName, base: base.name });

const refuseEdited = ({ branchName }: Situation): Decision =>
  refuse({ id: "edited-branch", branch: branchName });
