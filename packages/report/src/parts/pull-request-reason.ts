import type { PullRequestOutcome } from "@chat-ip/sync";
import type { Words } from "../words/words.ts";

/** Why a run did what it did with the pull request, as sentences. */
export const pullRequestReason = (
  { why, number, startsNoWorkflow }: Pick<PullRequestOutcome, "why" | "number" | "startsNoWorkflow">,
  words: Words,
): string =>
  startsNoWorkflow
    ? `${words.why(why, number)}${words.quantities.between}${words.startsNoWorkflow}`
    : words.why(why, number);
