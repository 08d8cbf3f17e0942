import type { Decision } from "../decision/decide.ts";
import type { Operation, PullRequestOutcome } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import { close } from "./close.ts";
import { commentOrWarn, deleteOrWarn } from "./comment-or-warn.ts";
import { mergeAtLast } from "./merge-at-last.ts";
import { outcomeOf } from "./outcome-of.ts";
import { refreshPullRequest } from "./refresh.ts";
import { orWarn } from "./refusals.ts";
import { remindOfAdditions } from "./remind.ts";
import { create, update } from "./write-proposal.ts";

type Executable = Exclude<Decision, { kind: "refuse" }>;

/**
 * Carries a decision out. Each step can be repeated: a run killed after any of them leaves a state from which the next
 * run ends where this one would have.
 */
export async function apply(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  const carriedOut = await carryOut(decision, context);
  if ("pull" in decision && waiting.has(carriedOut.operation)) {
    await orWarn(context, `No reminder could be left on #${decision.pull.number}.`, () =>
      remindOfAdditions(context, decision.pull),
    );
  }
  return carriedOut;
}

/** After these, a pull request that was there before still waits for a person. */
const waiting: ReadonlySet<Operation> = new Set<Operation>(["updated", "unchanged", "blocked"]);

async function carryOut(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  switch (decision.kind) {
    case "none":
      return outcomeOf(
        context,
        "none",
        "nothing-to-change",
        null,
        "Nothing to change in the lists that were checked.",
      );
    case "undecided":
      return outcomeOf(
        context,
        "unchanged",
        "others-unknown",
        decision.pull,
        "No drift in the lists that loaded. The others are unknown, so the pull request stays as it is.",
      );
    case "suppressed":
      return outcomeOf(
        context,
        "suppressed",
        "closed-by-a-person",
        decision.pull,
        `A person closed #${decision.pull.number}, which proposes just this. Set \`recreate-closed: true\` to propose it again.`,
      );
    case "blocked":
      await commentOrWarn(context, decision.pull, decision.why, decision.comments);
      return outcomeOf(context, "blocked", decision.why, decision.pull, blockedReasons[decision.why]);
    case "unchanged":
      await deleteOrWarn(context, decision.pull, decision.settled);
      await refreshPullRequest(context, decision.pull, decision.digest);
      return mergeAtLast(
        context,
        decision.pull,
        outcomeOf(context, "unchanged", "up-to-date", decision.pull, "The open pull request is up to date."),
      );
    case "close":
      return close(decision, context);
    case "update":
      return update(decision, context);
    case "create":
      return create(decision, context);
    default:
      return decision satisfies never;
  }
}

const blockedReasons = {
  "obsolete-edited":
    "Nothing is left to change, but a person has edited the allowlists on the branch: close it by hand.",
  edited: "A person has edited the allowlists on the branch, so nothing was pushed.",
  conflict:
    "The base conflicts with the branch, and the branch has a person's commits, so nothing was pushed.",
} as const;
