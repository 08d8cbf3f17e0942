import type { RunOutcome } from "@chat-ip/sync";
import { changeSections } from "./changes/change-sections.ts";
import { consequence, leftOut } from "./parts/consequence.ts";
import { gradeLine } from "./parts/headline.ts";
import { listTable } from "./parts/list-table.ts";
import { failed, heldBack, letThrough, oddities } from "./parts/notices.ts";
import { nextSteps, provenance, waitingChecks } from "./parts/provenance.ts";
import { code, link } from "./text/escape.ts";
import { fit, type Section } from "./text/fit.ts";
import { blocks } from "./text/markdown.ts";
import { sentenceList } from "./text/quantities.ts";

/** What a body may have; GitHub's own limit is 65,536 characters. */
export const bodyLimit = 60_000;

export interface BodyOptions {
  /** characters that the caller needs for itself: markers, text that a person wrote around the region; default 0 */
  readonly reserved?: number;
}

export interface Body {
  readonly body: string;
  /** What had to be left out, as Markdown; empty where all of it fits. */
  readonly omitted: readonly string[];
}

function essential(text: string): Section {
  return { name: "", text, importance: "essential" };
}

/**
 * The region of a pull request's body that the Action owns, without its markers: what changes, for whom, what happens
 * until it is merged, and whether anything is odd, readable in a raw e-mail as well.
 *
 * Longer than 60,000 characters less `reserved`, it leaves out whole sections, says so, and says where they are.
 */
export function renderBody(outcome: RunOutcome, options: BodyOptions = {}): Body {
  const size = bodyLimit - (options.reserved ?? 0);
  const { context } = outcome;
  const previous = outcome.pullRequest?.previous ?? null;
  const summary =
    context.runUrl === null ? "the run's job summary" : link("the run's job summary", context.runUrl);
  const note = (omitted: readonly string[]): string =>
    `**Left out here, because a pull request has no room for it:** ${sentenceList(omitted)}. All of it is in ${summary}, in the run's JSON report (output ${code("report")}), and in this pull request's diff.`;
  const changes = changeSections(outcome);
  const { text: body, omitted } = fit(
    [
      essential(blocks([consequence(outcome, "this is merged"), leftOut(outcome), gradeLine(outcome)])),
      essential(listTable(outcome)),
      essential(changes.length === 0 ? "" : "### What changes"),
      ...changes,
      heldBack(outcome),
      letThrough(outcome),
      failed(outcome),
      ...oddities(outcome),
      essential(blocks(["### What to do next", waitingChecks(outcome), nextSteps(outcome)])),
      essential(previous === null ? "" : `Follows #${previous}, which was closed.`),
      essential(provenance(outcome)),
    ],
    { size, note },
  );
  return { body, omitted };
}
