import type { BrokenRule } from "../branch-rules.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { deleteMergedBranch, type MergeOutcome, mergePullRequest } from "../pulls/merge-pull-request.ts";
import { isMergeabilityKnown, isOnlyBehind, rulesBrokenByMerge } from "../pulls/mergeability.ts";
import type { PullRequest } from "../pulls/pull-request.ts";
import { aboutProtectedBranches, violationsFound } from "../push-rules.ts";
import { ApiRefusal, unprocessable } from "../server/api-refusal.ts";
import { optionalString } from "../server/json-body.ts";
import type { Route } from "../server/route.ts";
import type { MergeMethod } from "../settings.ts";
import { pullOf } from "./pulls.ts";

const notAllowed: Readonly<Record<MergeMethod, string>> = {
  merge: "Merge commits are not allowed on this repository.",
  squash: "Squash merges are not allowed on this repository.",
  rebase: "Rebase merges are not allowed on this repository.",
};

const failures: Readonly<Record<Exclude<MergeOutcome["kind"], "merged">, string>> = {
  conflicts: "Pull Request is not mergeable",
  "not-rebaseable": "This branch can't be rebased",
  "base-moved": "Base branch was modified. Review and try the merge again.",
  "base-gone": "Pull Request is not mergeable",
};

function notMergeable(message: string): ApiRefusal {
  return new ApiRefusal(405, message);
}

/** @throws {ApiRefusal} 405, or 409 if the head only needs an update */
function refuseRules(broken: readonly BrokenRule[]): void {
  if (broken.length === 0) return;
  if (isOnlyBehind(broken)) throw new ApiRefusal(409, broken[0]?.sentence ?? "");
  const classic = broken.filter((rule) => rule.classic);
  if (classic.length === 0) throw notMergeable(violationsFound(broken));
  throw new ApiRefusal(405, classic.map(({ sentence }) => sentence).join(" "), {
    documentationUrl: aboutProtectedBranches,
  });
}

/** @throws {ApiRefusal} where GitHub would not merge, in the order in which it looks */
async function refuseUnmergeable(
  repository: HostedRepository,
  pull: PullRequest,
  wanted: { method: MergeMethod; sha: string | undefined },
): Promise<void> {
  const { method, sha } = wanted;
  const base = await repository.git.branch(pull.base);
  if (pull.state === "closed" || base === null) throw notMergeable("Pull Request is not mergeable");
  if (pull.draft) throw notMergeable("Pull Request is still a draft");
  if (sha !== undefined && sha !== pull.headSha)
    throw new ApiRefusal(409, "Head branch was modified. Review and try the merge again.");
  const { mergeMethods } = repository.settings;
  if (!mergeMethods.includes(method) || !repository.rules.allowsMethod(pull.base, method))
    throw notMergeable(notAllowed[method]);
  if (!isMergeabilityKnown(repository, pull, base)) throw notMergeable(failures["base-moved"]);
  if (!(await repository.git.history.merges(base, pull.headSha)))
    throw notMergeable("Pull Request is not mergeable");
  refuseRules(await rulesBrokenByMerge(repository, pull, { base, method }));
}

const methods: ReadonlySet<string> = new Set<MergeMethod>(["merge", "squash", "rebase"]);

function isMethod(text: string): text is MergeMethod {
  return methods.has(text);
}

const mergePull: Route = {
  method: "PUT",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}/merge",
  docs: "rest/pulls/pulls#merge-a-pull-request",
  permissions: [{ contents: "write" }],
  async handle(request, repository) {
    const pull = pullOf(request, repository);
    const { body } = request;
    const method = optionalString(body, "merge_method") ?? "merge";
    if (!isMethod(method))
      throw unprocessable(`Invalid request.\n\n${method} is not a member of ["merge", "squash", "rebase"].`);
    await refuseUnmergeable(repository, pull, { method, sha: optionalString(body, "sha") });
    const outcome = await mergePullRequest(repository, pull, {
      method,
      who: repository.actor,
      title: optionalString(body, "commit_title"),
      text: optionalString(body, "commit_message"),
    });
    if (outcome.kind !== "merged") throw notMergeable(failures[outcome.kind]);
    if (repository.settings.deleteBranchOnMerge) await deleteMergedBranch(repository, pull);
    return {
      status: 200,
      body: { sha: outcome.sha, merged: true, message: "Pull Request successfully merged" },
    };
  },
};

export const pullMergeRoutes: readonly Route[] = [mergePull];
