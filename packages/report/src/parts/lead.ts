import type { RunOutcome } from "@chat-ip/sync";
import { isNone } from "../text/quantities.ts";
import type { Until } from "../words/facts.ts";
import type { Words } from "../words/words.ts";
import { countOpened, effectsOf } from "./effects.ts";
import { type Drifted, driftedOf } from "./run-lists.ts";

/** Is every list written for the first time? Then there are no consequences yet. */
export const isFirstRun = (drifted: readonly Drifted[]): boolean =>
  drifted.length > 0 && drifted.every(({ file }) => !file.exists);

/** The first sentence: what opens, what closes, for whom, until when. Empty where no list changes. */
export function lead({ lists }: Pick<RunOutcome, "lists">, until: Until | null, words: Words): string {
  const drifted = driftedOf(lists);
  if (drifted.length === 0) return "";
  if (isFirstRun(drifted)) return words.firstVersion(countOpened(drifted), drifted.length);
  const effects = effectsOf(drifted);
  if (isNone(effects.opened) && isNone(effects.closed)) {
    return words.sameAddresses(drifted.reduce((sum, { invalid }) => sum + invalid.length, 0));
  }
  return words.lead(effects, until);
}
