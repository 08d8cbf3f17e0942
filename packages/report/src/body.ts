import type { RunOutcome } from "@chat-ip/sync";
import { changeSections } from "./changes/change-sections.ts";
import { firstScreen } from "./parts/first-screen.ts";
import { failedSection, heldBackSection, waitingSection } from "./parts/held-back.ts";
import { noticedSection } from "./parts/noticed.ts";
import { sourceLine } from "./parts/source-line.ts";
import { steps } from "./parts/steps.ts";
import { verifySection } from "./parts/verify.ts";
import { essential, fit, type Omitted } from "./text/fit.ts";
import { leftOutNote } from "./text/left-out.ts";
import { blocks } from "./text/markdown.ts";
import { wordsOf } from "./words/words-of.ts";

/** What a body may have; GitHub's own limit is 65,536 characters. */
export const bodyLimit = 60_000;
/** A longer list of changes is easier to read in the diff. */
const shownChanges = 200;

export interface BodyOptions {
  /** characters that the caller needs for itself: markers, text that a person wrote around the region; default 0 */
  readonly reserved?: number;
}

export interface Body {
  readonly body: string;
  /** What had to be left out; empty where all of it fits. */
  readonly omitted: readonly Omitted[];
}

/**
 * The region of a pull request's body that the Action owns, without its markers. What a reviewer has to know fits one screen
 * and reads well in a plain-text e-mail; details are folded below it.
 *
 * Longer than 60,000 characters less `reserved`, it leaves out whole sections, says so, and says where they are.
 */
export function renderBody(outcome: RunOutcome, options: BodyOptions = {}): Body {
  const { context } = outcome;
  const words = wordsOf(context.language);
  const previous = outcome.pullRequest?.previous ?? null;
  const { text: body, omitted } = fit(
    [
      essential(firstScreen(outcome, { kind: "merged" }, words)),
      essential(steps(outcome, words)),
      ...changeSections(outcome, words, { cap: shownChanges }),
      verifySection(outcome, words),
      heldBackSection(outcome, words),
      waitingSection(outcome, words),
      failedSection(outcome, words),
      noticedSection(outcome, words),
      essential(blocks([previous === null ? "" : words.follows(previous), sourceLine(outcome, words)])),
    ],
    { size: bodyLimit - (options.reserved ?? 0), note: leftOutNote("body", context.runUrl, words) },
  );
  return { body, omitted };
}
