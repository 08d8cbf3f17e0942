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
 * Carries out a decision. Each step can be repeated: a run killed after any of them leaves a state from which the next
 * run ends where this one would have.
 */
export async function apply(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  const carriedOut = await carryOut(decision, context);
  if ("pull" in decision && waiting.has(carriedOut.operation)) {
    await orWarn(context, { step: "remind", number: decision.pull.number }, () =>
      remindOfAdditions(context, decision.pull),
    );
  }
  return carriedOut;
}

/** After these, an existing pull request still waits for a person. */
const waiting: ReadonlySet<Operation> = new Set<Operation>(["updated", "unchanged", "blocked"]);

async function carryOut(decision: Executable, context: ApplyContext): Promise<PullRequestOutcome> {
  switch (decision.kind) {
    case "none":
      return outcomeOf(context, "none", "nothing-to-change", null);
    case "undecided":
      return outcomeOf(context, "unchanged", "others-unknown", decision.pull);
    case "suppressed":
      return outcomeOf(context, "suppressed", "closed-by-a-person", decision.pull);
    case "blocked":
      await commentOrWarn(context, decision.pull, decision.why, decision.comments);
      return outcomeOf(context, "blocked", decision.why, decision.pull);
    case "unchanged":
      await deleteOrWarn(context, decision.pull, decision.settled);
      await refreshPullRequest(context, decision.pull, decision.digest);
      return mergeAtLast(
        context,
        decision.pull,
        outcomeOf(context, "unchanged", "up-to-date", decision.pull),
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
