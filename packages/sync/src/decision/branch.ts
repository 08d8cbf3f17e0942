import { changedPaths, type FileMap, proposalDigest } from "../lists/file-map.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { OthersWork } from "../run-outcome.ts";
import { readBodyState } from "./markers.ts";
import type { BranchFiles } from "./proposal.ts";

/** The pull request's branch as it was read. */
export type BranchState =
  | { readonly kind: "absent" }
  /** It shares no commit with the base. */
  | { readonly kind: "unrelated" }
  | PresentBranch;

export interface PresentBranch extends BranchFiles {
  readonly kind: "present";
  readonly sha: string;
  readonly treeSha: string;
  /** commits that the base lacks, oldest first, with the digest that ours carry */
  readonly commits: readonly { readonly sha: string; readonly digest: string | null }[];
  /** the digest recorded last, in a commit or, where the base holds them all, at the tip */
  readonly recorded: string | null;
  /** what our last commit left; `null` where the tip shows that already, or nothing else does */
  readonly lastOwnCommit: BranchFiles | null;
  /** another folder than ours whose allowlists it changes */
  readonly otherFolder: string | null;
  /** Does the branch change no file at all? Then it has at most commits that undo each other, or merges. */
  readonly changesNothing: boolean;
  /** Does the branch change nothing but managed files? */
  readonly managedOnly: boolean;
  /** Are all commits known? A person's may be among those that the host doesn't list. */
  readonly complete: boolean;
  /** Did the token's account make every commit, and do they change nothing but managed files? `null` where that is not known. */
  readonly onlyOurs: boolean | null;
  /** the accounts that made our commits */
  readonly ownAuthors: readonly string[];
  /** what others have committed; `null` where nobody has, or that is not known */
  readonly others: OthersWork | null;
}

/**
 * What the branch is to this run.
 *
 * - `absent`: there is none
 * - `foreign`: this Action did not make it, or it shares no history with the base
 * - `spent`: merged, or it holds nothing that the base lacks: start again from the base
 * - `other-base`: it holds commits that the base lacks and that are not ours
 * - `edited`: ours, but a person changed the managed files
 * - `ours`: ours, and the managed files are as we left them
 */
export type BranchStanding =
  | { readonly kind: "absent" }
  | { readonly kind: "foreign" }
  | {
      readonly kind: "spent" | "other-base" | "edited" | "ours";
      readonly branch: PresentBranch;
    };

/** How the branch of an open pull request stands. */
export function standingOfOpen(branch: BranchState, pull: PullRequest): BranchStanding {
  if (branch.kind !== "present") return { kind: "foreign" };
  // A person may have squashed our commits: then the body still bears our mark.
  if (branch.recorded === null && readBodyState(pull.body) === null) return { kind: "foreign" };
  return { kind: isUntouched(branch) ? "ours" : "edited", branch };
}

/** How a branch without an open pull request stands. */
export function standingOfLoose(branch: BranchState, pullRequests: readonly PullRequest[]): BranchStanding {
  if (branch.kind === "absent") return branch;
  if (branch.kind === "unrelated") return { kind: "foreign" };
  // Whoever's commits are on a merged branch, the base has what they say.
  if (pullRequests.some(({ merged, headSha }) => merged && headSha === branch.sha))
    return { kind: "spent", branch };
  const empty = branch.commits.length === 0 || branch.changesNothing;
  // A branch that we proposed from before, and that a person reset or brought up to date, bears no mark any more.
  const known =
    branch.recorded !== null || (empty && pullRequests.some(({ body }) => readBodyState(body) !== null));
  if (!known) return { kind: "foreign" };
  if (empty) return { kind: "spent", branch };
  // At this base, our commit is the first; from another base, its commits come before.
  if (!branch.complete || branch.commits[0]?.digest == null) return { kind: "other-base", branch };
  return { kind: isUntouched(branch) ? "ours" : "edited", branch };
}

/** Are the managed files as our last commit left them, or does the base hold all of the branch already? */
function isUntouched(branch: PresentBranch): boolean {
  if (branch.commits.length === 0 || (branch.changesNothing && isOursAlone(branch))) return true;
  if (proposalDigest(branch.mergeBaseFiles, branch.files) === branch.recorded) return true;
  return branch.lastOwnCommit !== null && isBroughtUpToDate(branch, branch.lastOwnCommit);
}

/**
 * Is the branch what our last commit left, brought up to date with the base? Then each file that we had changed is as we left
 * it, though the base may say the same by now, and each other one is the base's.
 */
function isBroughtUpToDate(branch: PresentBranch, last: BranchFiles): boolean {
  const proposed = new Set(changedPaths(last.mergeBaseFiles, last.files));
  if (proposalDigest(last.mergeBaseFiles, last.files) !== branch.recorded) return false;
  const changed = changedPaths(branch.mergeBaseFiles, branch.files);
  return (
    [...proposed].every((path) => branch.files.get(path) === last.files.get(path)) &&
    changed.every((path) => proposed.has(path))
  );
}

/** Every commit is ours, and none holds more than the allowlists: a person who amends one keeps its trailer. */
export const isOursAlone = (branch: PresentBranch): boolean =>
  branch.complete && branch.managedOnly && branch.commits.every(({ digest }) => digest !== null);

/** Would merging the branch give just what is wanted? */
export function isCurrent(base: FileMap, branch: BranchFiles, wanted: FileMap): boolean {
  if (conflicts(base, branch, wanted)) return false;
  const paths = new Set([
    ...base.keys(),
    ...branch.files.keys(),
    ...branch.mergeBaseFiles.keys(),
    ...wanted.keys(),
  ]);
  for (const path of paths) {
    const tip = branch.files.get(path);
    const merged = tip === branch.mergeBaseFiles.get(path) ? base.get(path) : tip;
    if (merged !== wanted.get(path)) return false;
  }
  return true;
}

/**
 * Does the branch have to take in the base before its content can be the one wanted? That is so where the base has
 * changed a managed file since the branch left it, and something else is wanted there. Whole files are compared:
 * a merge by lines could make a list that nobody has seen.
 */
export function conflicts(base: FileMap, branch: BranchFiles, wanted: FileMap): boolean {
  return changedPaths(branch.mergeBaseFiles, base).some((path) => wanted.get(path) !== base.get(path));
}
