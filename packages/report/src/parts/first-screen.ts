import type { RunOutcome } from "@chat-ip/sync";
import { blocks } from "../text/markdown.ts";
import type { Until } from "../words/facts.ts";
import type { Words } from "../words/words.ts";
import { gradeLine } from "./grade-line.ts";
import { lead } from "./lead.ts";
import { listTable } from "./list-table.ts";
import { nearMissWarning } from "./near-misses.ts";
import { alsoOnBranch, notIncluded } from "./not-included.ts";

/** Rows of the table that fit a screen. */
const shownRows = 20;

type Told = Pick<RunOutcome, "context" | "lists" | "carried" | "pullRequest" | "graded">;

/** What stands before everything else, in a body and in a summary. */
export function firstScreen(outcome: Told, until: Until | null, words: Words): string {
  return blocks([
    lead(outcome, until, words),
    notIncluded(outcome, words),
    nearMissWarning(outcome, words),
    alsoOnBranch(outcome, words),
    gradeLine(outcome, words),
    listTable(outcome, shownRows, words),
  ]);
}
