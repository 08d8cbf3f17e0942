import type { Decision } from "../decision/decide.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import { commentOrWarn } from "./comment-or-warn.ts";
import { recordFarewell } from "./farewell.ts";
import { outcomeOf } from "./outcome-of.ts";
import { orThrow, orWarn } from "./refusals.ts";

/**
 * Records that this Action closes the pull request, comments why, deletes the branch, and closes. The branch is deleted while the pull request is still open: if a person pushes at that
 * moment, the host keeps their commit with the pull request, and the branch is restored to it.
 */
export async function close(
  { pull, branchMayGo, comments }: Extract<Decision, { kind: "close" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { forge, settings, warn } = context;
  const { branch } = settings;
  // First, so that whatever happens next, the closing isn't taken for a person's.
  await orWarn(context, { step: "mark-closed", number: pull.number }, async () => {
    if (context.pullIsOurs) await recordFarewell(context, pull);
  });
  await commentOrWarn(context, pull, "obsolete", comments);
  // GitHub closes pull requests whose base is deleted.
  const deletes = settings.deleteBranch && branchMayGo && !(await forge.isBase(branch));
  if (deletes) {
    await orWarn(context, { step: "delete-branch", branch }, async () => {
      orThrow(await forge.deleteBranch(branch, pull.headSha));
    });
  }
  const { headSha } = await forge.closePullRequest(pull.number);
  if (deletes && headSha !== pull.headSha) {
    await orWarn(context, { step: "restore-branch", branch }, () => forge.restoreBranch(branch, headSha));
    warn({ id: "pushed-while-deleted", branch, sha: headSha });
  }
  return outcomeOf(context, "closed", "drift-gone", pull);
}
