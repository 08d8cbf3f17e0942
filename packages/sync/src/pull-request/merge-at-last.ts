import type { PullRequest } from "../ports/repository.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { Merging } from "./merge.ts";
import { orWarn } from "./refusals.ts";

/**
 * Merges the pull request if that is due; what keeps it from being merged is no reason to fail. The branch stays, unless the
 * repository deletes merged ones: a run that died before it could delete it would leave another state than one that didn't.
 */
export async function mergeAtLast(
  context: ApplyContext,
  pull: PullRequest,
  before: PullRequestOutcome,
): Promise<PullRequestOutcome> {
  const { forge, merging, progress } = context;
  let result: Merging = { kind: "open", waitsFor: null };
  await orWarn(context, { step: "merge", number: pull.number }, async () => {
    result = await merging(pull, { patient: before.operation === "created" });
  });
  // Within the callback above, the type is not narrowed.
  const { kind, waitsFor } = { waitsFor: null, ...(result as Merging) };
  if (kind === "open") return { ...before, mergeWaitsFor: waitsFor };
  progress({ operation: "merged" });
  const startsNoWorkflow = forge.tokenKind(pull.author) === "actions";
  return { ...before, operation: "merged", why: "merged-as-judged", startsNoWorkflow, openHours: null };
}
