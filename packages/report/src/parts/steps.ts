import type { RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { bullets } from "../text/markdown.ts";
import { isNone } from "../text/quantities.ts";
import type { Words } from "../words/words.ts";
import { countClosed } from "./effects.ts";
import { driftedOf } from "./run-lists.ts";

type Told = Pick<RunOutcome, "context" | "lists" | "carried" | "pullRequest" | "graded">;

/** Is this a change that is merged automatically once its checks pass? */
function mergesItself({ context, lists, carried, pullRequest, graded }: Told): boolean {
  const { autoMerge } = context;
  if (autoMerge === "none" || carried.length > 0 || (pullRequest?.others ?? null) !== null) return false;
  if (graded.grade !== "routine") return false;
  return autoMerge === "routine" || isNone(countClosed(driftedOf(lists)));
}

function merge(outcome: Told, words: Words): string {
  if (outcome.context.autoMerge === "none") return words.merge;
  return mergesItself(outcome) ? words.mergesItself : words.mergeByHand;
}

/** What a reviewer does, a line each. */
export function steps(outcome: Told, words: Words): string {
  const { base, tokenKind } = outcome.context;
  return bullets([
    merge(outcome, words),
    words.close,
    words.keep(code(base)),
    ...(tokenKind === "actions" ? [words.checks(words.pages.appToken)] : []),
  ]);
}
