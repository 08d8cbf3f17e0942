import type { RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { bullets } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";

type Told = Pick<RunOutcome, "context" | "listsMayMerge" | "pullRequest">;

/** Who merges: a person, or the run once the checks have passed. Where that isn't known for sure, a person. */
function merge({ context, listsMayMerge, pullRequest }: Told, words: Words): string {
  if (context.autoMerge === "none") return words.merge;
  return listsMayMerge && pullRequest?.onlyOurs === true ? words.mergesItself : words.mergeByHand;
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
