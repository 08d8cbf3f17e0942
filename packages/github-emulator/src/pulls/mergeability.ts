import { type BranchChange, type BrokenRule, outOfDate } from "../branch-rules.ts";
import { verdictOf } from "../checks.ts";
import { rebase } from "../git/rebase.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import type { MergeMethod } from "../settings.ts";
import { identityOf } from "./merge-pull-request.ts";
import type { PullRequest } from "./pull-request.ts";
import { reviewVerdict } from "./reviews.ts";

export type MergeableState = "clean" | "unstable" | "blocked" | "behind" | "dirty" | "draft";

/** What GitHub knows about merging; null while it is still computing, or if there is nothing to merge. */
export type Mergeability = {
  readonly mergeable: boolean;
  readonly rebaseable: boolean;
  readonly state: MergeableState;
} | null;

/** The rules of the base that a merge would break. */
export async function rulesBrokenByMerge(
  { git, rules }: HostedRepository,
  pull: PullRequest,
  { base, method }: { base: string; method: MergeMethod },
): Promise<readonly BrokenRule[]> {
  const { behind } = await git.ancestry.divergence(base, pull.headSha);
  const change: BranchChange = {
    kind: "update",
    forced: false,
    // GitHub signs merge and squash commits, but not rebased ones.
    signed: method !== "rebase",
    bringsMerge: method === "merge",
    sha: pull.headSha,
    pull: { ...reviewVerdict(pull), behind: behind > 0 },
  };
  return rules.broken(pull.base, change);
}

/** Whether an update of the head from the base is all that is missing. */
export function isOnlyBehind(broken: readonly BrokenRule[]): boolean {
  return broken.length > 0 && broken.every(({ sentence }) => sentence === outOfDate);
}

async function stateOf(
  repository: HostedRepository,
  pull: PullRequest,
  base: string,
): Promise<Exclude<MergeableState, "dirty">> {
  if (pull.draft) return "draft";
  // Whichever method a person could choose.
  const methods = repository.settings.mergeMethods.filter((method) =>
    repository.rules.allowsMethod(pull.base, method),
  );
  const outcomes = await Promise.all(
    methods.map((method) => rulesBrokenByMerge(repository, pull, { base, method })),
  );
  if (outcomes.every((broken) => broken.length > 0))
    return outcomes.some(isOnlyBehind) ? "behind" : "blocked";
  const allGreen = repository.checks.of(pull.headSha).every((check) => verdictOf(check) === "green");
  return allGreen ? "clean" : "unstable";
}

/** Whether GitHub knows by now: the first requests after the head or the base moved only start the computation. */
export function isMergeabilityKnown(repository: HostedRepository, pull: PullRequest, base: string): boolean {
  const of = `${pull.headSha} ${base}`;
  const reads = pull.mergeabilityReads.of === of ? pull.mergeabilityReads.count + 1 : 1;
  pull.mergeabilityReads = { of, count: reads };
  return reads > repository.settings.lateMergeability;
}

/** Answers one read of a pull request. */
export async function readMergeability(
  repository: HostedRepository,
  pull: PullRequest,
): Promise<Mergeability> {
  const { git } = repository;
  const base = pull.state === "open" ? await git.branch(pull.base) : null;
  if (base === null || !isMergeabilityKnown(repository, pull, base)) return null;
  const mergeable = await git.history.merges(base, pull.headSha);
  if (!mergeable) return { mergeable, rebaseable: false, state: "dirty" };
  return {
    mergeable,
    rebaseable: await isRebaseable(repository, pull, base),
    state: await stateOf(repository, pull, base),
  };
}

async function isRebaseable(repository: HostedRepository, pull: PullRequest, base: string): Promise<boolean> {
  const { git } = repository;
  const [commit, divergence] = await Promise.all([
    git.commit(pull.headSha),
    git.ancestry.divergence(base, pull.headSha),
  ]);
  // A single commit that merges can be rebased, too; the rest is tried out.
  if (divergence.ahead === 1 && commit?.parents.length === 1) return true;
  const committer = identityOf(repository, pull.author);
  return (await rebase(git, { base, head: pull.headSha }, committer)) !== null;
}
