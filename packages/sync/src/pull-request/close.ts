import type { Decision } from "../decision/decide.ts";
import type { PullRequestOutcome } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import { commentOrWarn } from "./comment-or-warn.ts";
import { recordFarewell } from "./farewell.ts";
import { outcomeOf } from "./outcome-of.ts";
import { orThrow, orWarn } from "./refusals.ts";

/**
 * Records that it is closed by us, says why, deletes the branch, closes. The branch is deleted while the pull request is open: should a person push in that
 * very moment, the host still keeps their commit with the pull request, and the branch is restored at it.
 */
export async function close(
  { pull, branchMayGo, comments }: Extract<Decision, { kind: "close" }>,
  context: ApplyContext,
): Promise<PullRequestOutcome> {
  const { forge, settings, warn } = context;
  const { branch } = settings;
  // First of all, so that whatever happens after it, nobody takes the closing for a person's.
  await orWarn(context, `#${pull.number} could not be marked as closed by this Action.`, async () => {
    if (context.pullIsOurs) await recordFarewell(context, pull);
  });
  await commentOrWarn(context, pull, "obsolete", comments);
  // GitHub closes a pull request whose base is deleted.
  const deletes = settings.deleteBranch && branchMayGo && !(await forge.isBase(branch));
  if (deletes) {
    await orWarn(context, `The branch ${branch} could not be deleted.`, async () => {
      orThrow(await forge.deleteBranch(branch, pull.headSha));
    });
  }
  const { headSha } = await forge.closePullRequest(pull.number);
  if (deletes && headSha !== pull.headSha) {
    await orWarn(context, `The branch ${branch} could not be restored.`, () =>
      forge.restoreBranch(branch, headSha),
    );
    warn({
      what: `A person pushed to ${branch} while it was being deleted, so it is back, at their commit ${headSha}.`,
    });
  }
  return outcomeOf(
    context,
    "closed",
    "drift-gone",
    pull,
    "The committed allowlists hold all live addresses again.",
  );
}
