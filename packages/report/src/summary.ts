import { type Message, type PullRequestOutcome, plainText, type RunOutcome } from "@chat-ip/sync";
import { changeSections } from "./changes/change-sections.ts";
import { consequence, leftOut } from "./parts/consequence.ts";
import { gradeLine } from "./parts/headline.ts";
import { listTable } from "./parts/list-table.ts";
import { failed, heldBack, letThrough, oddities } from "./parts/notices.ts";
import { provenance } from "./parts/provenance.ts";
import { code, link, plain } from "./text/escape.ts";
import { fit, type Section } from "./text/fit.ts";
import { blocks, bullets } from "./text/markdown.ts";
import { messageBlocks } from "./text/message.ts";
import { duration, sentenceList } from "./text/quantities.ts";
import { renderTitle } from "./title.ts";

/** What a step may write to its summary: 1 MiB, less some room for what others append. */
export const summaryLimit = 1_000_000;

const bytes = (text: string): number => Buffer.byteLength(text);

function essential(text: string): Section {
  return { name: "", text, importance: "essential" };
}

function named({ number, url }: PullRequestOutcome): string {
  if (number === null) return "the pull request";
  return url === null ? `pull request #${number}` : link(`pull request #${number}`, url);
}

function done(pullRequest: PullRequestOutcome): string {
  const name = named(pullRequest);
  switch (pullRequest.operation) {
    case "none":
      return "**Nothing to do.**";
    case "created":
      return `**Opened ${name}.**`;
    case "updated":
      return `**Updated ${name}.**`;
    case "unchanged":
      return `**Left ${name} as it is.**`;
    case "closed":
      return `**Closed ${name}.**`;
    case "merged":
      return `**Merged ${name}.**`;
    case "blocked":
      return `**Did not touch ${name}: it needs a person.**`;
    case "suppressed":
      return `**Not proposed again** (${name}).`;
  }
}

/** GitHub's word on the commit, where this run made one. */
function signature({ headSha, verified, verificationReason }: PullRequestOutcome): string {
  if (headSha === null || verified === null) return "";
  if (verified) return `Commit ${code(headSha)} is signed and verified.`;
  const why = verificationReason === null ? "" : ` (${plain(verificationReason)})`;
  return `Commit ${code(headSha)} is not verified${why}; a rule that requires signed commits would refuse it.`;
}

/** What a run that failed leaves to the next one. */
function reached({ pullRequest }: NonNullable<RunOutcome["error"]>): string {
  if (pullRequest === null) return "";
  return `It was at work on ${link(`pull request #${pullRequest.number}`, pullRequest.url)}; the next run goes on from what is there.`;
}

/** What the run found and did, in one line. */
function verdict({ context, lists, pullRequest, error }: RunOutcome): string {
  if (error !== null) return blocks(["**The run failed.**", messageBlocks(error.message), reached(error)]);
  const differing = lists.filter((list) => list.status === "drift").length;
  if (pullRequest !== null)
    return blocks([`${done(pullRequest)} ${plain(pullRequest.reason)}`, signature(pullRequest)]);
  const found =
    differing === 0
      ? `**No drift** in the lists that were compared with ${code(context.base)}.`
      : `**Out of date:** ${differing} of ${lists.length} lists ${differing === 1 ? "differs" : "differ"} from ${code(context.base)}.`;
  if (context.mode !== "check") return found;
  const remedy = differing === 0 ? "" : ` With ${code("mode: pull-request")} it would be proposed.`;
  return `${found} This run only checks: nothing was written.${remedy}`;
}

/** Why the run ends red although it did what it could. */
function red({ lists, error }: RunOutcome): string {
  if (error !== null) return "";
  const count = (status: string): number => lists.filter((list) => list.status === status).length;
  const reasons = [
    count("failed") > 0 ? `${count("failed")} of ${lists.length} could not be loaded` : "",
    count("held-back") > 0 ? `${count("held-back")} of ${lists.length} held back` : "",
  ].filter((reason) => reason !== "");
  return reasons.length === 0 ? "" : `The run ends red: ${sentenceList(reasons)}.`;
}

function warnings(messages: readonly Message[]): string {
  const texts = messages.map((message) => plain(plainText(message)));
  return texts.length === 0 ? "" : blocks(["### Warnings", bullets(texts)]);
}

/** What ends the wait that the consequence speaks of. */
function remedy({ pullRequest, context }: RunOutcome): string {
  if (pullRequest === null || pullRequest.number === null)
    return `the files on ${code(context.base)} are brought up to date`;
  return `${named(pullRequest)} is merged`;
}

/**
 * The job summary, for every outcome of a run: what was found and done, what it means, every change, and
 * what failed or is odd. At most a megabyte; what has no room is left out in whole sections and named.
 */
export function renderSummary(outcome: RunOutcome): string {
  const differs = outcome.lists.some((list) => list.status === "drift" || list.status === "held-back");
  const changes = changeSections(outcome, { pieces: 1000 });
  const sections: Section[] = [
    essential(`## ${renderTitle(outcome)}`),
    essential(blocks([verdict(outcome), red(outcome)])),
    essential(
      blocks([consequence(outcome, remedy(outcome)), leftOut(outcome), differs ? gradeLine(outcome) : ""]),
    ),
    essential(outcome.lists.length === 0 ? "" : listTable(outcome, { durations: true })),
    essential(changes.length === 0 ? "" : "### What changes"),
    ...changes,
    heldBack(outcome),
    letThrough(outcome),
    failed(outcome),
    ...oddities(outcome),
    { name: "the warnings", text: warnings(outcome.warnings), importance: 50 },
    essential(`${provenance(outcome)} The run took ${duration(outcome.durationMs)}.`),
  ];
  const note = (omitted: readonly string[]): string =>
    `**Left out here, because a job summary has no room for it:** ${sentenceList(omitted)}. All of it is in the JSON report (output ${code("report")}).`;
  return `${fit(sections, { size: summaryLimit, measure: bytes, note }).text}\n`;
}
