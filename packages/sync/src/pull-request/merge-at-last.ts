import type { PullRequest } from "../ports/repository.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { Merging } from "./merge.ts";
import { orWarn } from "./refusals.ts";

/**
 * Merges the pull request if that is due; if it can't be merged, the run doesn't fail. The branch is kept, unless the
 * repository deletes merged ones: otherwise a run that died before deleting it would leave a different state.
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
  // TypeScript doesn't see the assignment in the callback.
  const { kind, waitsFor } = { waitsFor: null, ...(result as Merging) };
  if (kind === "open") return { ...before, mergeWaitsFor: waitsFor };
  progress({ operation: "merged" });
  const startsNoWorkflow = forge.tokenKind(pull.author) === "actions";
  return { ...before, operation: "merged", why: "merged-as-judged", startsNoWorkflow, openHours: null };
}
