import type { BranchPlan } from "../decision/commit-plan.ts";
import type { Message } from "../message.ts";
import type { Forge, Moved, Refused, WrittenBranch } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { Texts } from "../ports/texts.ts";
import { recordFarewell } from "./farewell.ts";
import type { PullRequestSettings } from "./settings.ts";

interface JoinContext {
  readonly forge: Forge;
  readonly settings: Pick<PullRequestSettings, "branch">;
  readonly texts: Pick<Texts, "commitMessage">;
  readonly now: () => number;
  readonly pullIsOurs: boolean;
}

/**
 * Writes the branch. Where that takes a commit with two parents which the repository could not merge or does not accept, only
 * a person can go on, and closing the pull request isn't a rejection.
 *
 * @param pull the open pull request
 */
export async function writeMergeable(
  context: JoinContext,
  plan: BranchPlan,
  pull: PullRequest | null,
): Promise<WrittenBranch | Moved | Refused> {
  const { forge, settings, texts } = context;
  const joins = plan.kind !== "reuse" && plan.commit.parents.length > 1;
  if (!joins) return forge.writeBranch(settings.branch, plan, texts.commitMessage);
  const methods = await forge.mergeMethods();
  const rebaseOnly = methods?.every((method) => method === "rebase");
  const written: WrittenBranch | Moved | Refused = rebaseOnly
    ? { kind: "refused", message: { id: "only-rebase" } }
    : await forge.writeBranch(settings.branch, plan, texts.commitMessage);
  if (written.kind !== "refused") return written;
  if (pull !== null && context.pullIsOurs) await recordFarewell(context, pull);
  const { branch } = settings;
  // The next run starts again from the current base.
  const message: Message = {
    id: "start-again",
    branch,
    number: pull?.number ?? null,
    because: written.message,
  };
  return { ...written, message };
}
