import { changedPaths, type FileMap, proposalDigest } from "../lists/file-map.ts";
import type { Commit } from "../ports/repository.ts";
import { conflicts, type PresentBranch } from "./branch.ts";
import type { Proposal } from "./proposal.ts";

/** A commit to make: the tree it starts from, its parents, and the files that it sets. */
export interface CommitPlan {
  readonly baseTree: string;
  /** the branch tip first, so that the branch only ever moves forward */
  readonly parents: readonly string[];
  /** path → content to write, content that the repository has already (by its id), or `null` to delete the file */
  readonly files: ReadonlyMap<string, { readonly content: string } | { readonly id: string } | null>;
  readonly digest: string;
}

/** How to bring the proposal onto the branch. */
export type BranchPlan =
  | { readonly kind: "create"; readonly commit: CommitPlan }
  | { readonly kind: "append"; readonly commit: CommitPlan }
  | { readonly kind: "reuse"; readonly sha: string; readonly digest: string };

/** What a plan is made from. */
interface PlanContext {
  readonly base: Commit & { readonly files: FileMap };
  readonly proposal: Proposal;
  readonly wanted: FileMap;
}

/** The first commit of a new branch. */
export const planFirst = ({ base, proposal, wanted }: PlanContext): CommitPlan => ({
  baseTree: base.treeSha,
  parents: [base.sha],
  files: filesBetween(base.files, wanted, proposal),
  digest: proposalDigest(base.files, wanted),
});

/** A commit that joins branch and base: the base's files with ours among them. */
export const planJoin = (branch: PresentBranch, { base, proposal, wanted }: PlanContext): CommitPlan => ({
  baseTree: base.treeSha,
  parents: [...new Set([branch.sha, base.sha])],
  files: filesBetween(base.files, wanted, proposal),
  digest: proposalDigest(base.files, wanted),
});

/** A commit on top of the branch; where base and branch are in conflict, one that joins the two. */
export function planCommit(branch: PresentBranch, context: PlanContext): CommitPlan {
  const { base, proposal, wanted } = context;
  if (conflicts(base.files, branch, wanted)) return planJoin(branch, context);
  // A file that is to be as the base has it now is set so only where the branch had changed it.
  const target = new Map(wanted);
  for (const path of changedPaths(branch.mergeBaseFiles, base.files)) {
    if (branch.files.get(path) !== branch.mergeBaseFiles.get(path)) continue;
    const untouched = branch.files.get(path);
    if (untouched === undefined) target.delete(path);
    else target.set(path, untouched);
  }
  return {
    baseTree: branch.treeSha,
    parents: [branch.sha],
    files: filesBetween(branch.files, target, proposal),
    digest: proposalDigest(branch.mergeBaseFiles, target),
  };
}

function filesBetween(before: FileMap, after: FileMap, { changes }: Proposal): CommitPlan["files"] {
  const fileAt = (path: string): { content: string } | { id: string } | null => {
    const id = after.get(path);
    if (id === undefined) return null;
    const file = changes.get(path);
    return file?.id === id ? { content: file.content } : { id };
  };
  return new Map(changedPaths(before, after).map((path) => [path, fileAt(path)]));
}
