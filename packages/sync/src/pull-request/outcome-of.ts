import type { WrittenBranch } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { Operation, PullRequestOutcome, Why } from "../run-outcome.ts";
import type { ApplyContext } from "./apply-context.ts";
import { openHours } from "./remind.ts";

/** What became of the pull request, as far as it is known after the step. */
export function outcomeOf(
  { settings, previous, onlyOurs, others, now }: ApplyContext,
  operation: Operation,
  why: Why,
  pull: PullRequest | null,
  written?: WrittenBranch,
): PullRequestOutcome {
  return {
    operation,
    number: pull?.number ?? null,
    url: pull?.url ?? null,
    branch: settings.branch,
    headSha: pull?.headSha ?? null,
    verified: written?.commit?.verified ?? null,
    verificationReason: written?.commit?.reason ?? null,
    previous,
    why,
    startsNoWorkflow: false,
    onlyOurs,
    others,
    mergeWaitsFor: null,
    openHours: pull?.open && operation !== "closed" ? openHours(pull, now()) : null,
  };
}
