import type { ListOutcome, Message, PullRequestOutcome, RunOutcome } from "@chat-ip/sync";
import { changeSections } from "./changes/change-sections.ts";
import { firstScreen } from "./parts/first-screen.ts";
import { failedSection, heldBackSection, waitingSection } from "./parts/held-back.ts";
import { noticedSection } from "./parts/noticed.ts";
import { pullRequestReason } from "./parts/pull-request-reason.ts";
import { driftedOf, failedOf, heldBackOf, isNothingCompared, withHeldRemovals } from "./parts/run-lists.ts";
import { sourceLine } from "./parts/source-line.ts";
import { timings } from "./parts/timings.ts";
import { verifySection } from "./parts/verify.ts";
import { code, link, plain } from "./text/escape.ts";
import { essential, fit, type Section } from "./text/fit.ts";
import { leftOutNote } from "./text/left-out.ts";
import { blocks, bullets } from "./text/markdown.ts";
import { messageBlocks, plainText } from "./text/message.ts";
import { kindOfChange } from "./title.ts";
import type { Until } from "./words/facts.ts";
import { type InputProblem, inputProblemText } from "./words/input-problem.ts";
import type { Words } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

/** What a step may write to its summary: 1 MiB, less some room for what others append. */
const summaryLimit = 1_000_000;

const bytes = (text: string): number => Buffer.byteLength(text);

/** Is something held back, and nothing left to propose? Then "no change" would be only half of the truth. */
const isAllHeldBack = (lists: readonly ListOutcome[]): boolean =>
  driftedOf(lists).length === 0 && heldBackOf(lists).length + withHeldRemovals(lists).length > 0;

/** The result of the run in a few words. */
function heading({ lists, error }: RunOutcome, words: Words): string {
  const { headings } = words;
  const result = (): string => {
    if (error !== null) return headings.failed;
    if (isNothingCompared(lists)) return headings.nothingCompared;
    const found = kindOfChange(lists);
    switch (found.kind) {
      case "first-version":
        return headings.firstVersion(found.prefixes);
      case "changed":
        return headings.changed(found.moved, found.count);
      case "bad-lines":
        return headings.badLines(found.lines);
      case "formats":
        return headings.formats;
      case "none":
        return isAllHeldBack(lists) ? headings.nothingProposed : headings.noChange;
    }
  };
  return `## ${words.allowlists}${words.quantities.colon}${result()}`;
}

function named({ number, url }: PullRequestOutcome, words: Words): string {
  const name = words.pullRequest(number);
  return number === null || url === null ? name : link(name, url);
}

/** GitHub's word on the commit, where this run made one. */
function signature({ headSha, verified, verificationReason }: PullRequestOutcome, words: Words): string {
  if (headSha === null || verified === null) return "";
  return verified ? words.signed(code(headSha)) : words.notSigned(code(headSha), verificationReason);
}

function becameOf(pullRequest: PullRequestOutcome, words: Words): string {
  const { mergeWaitsFor, openHours } = pullRequest;
  const { between } = words.quantities;
  return [
    `${words.done(pullRequest, named(pullRequest, words))} ${pullRequestReason(pullRequest, words)}`,
    openHours === null || openHours < 1 ? "" : words.openFor(openHours),
    mergeWaitsFor === null ? "" : words.mergeWait(mergeWaitsFor),
    signature(pullRequest, words),
  ]
    .filter((part) => part !== "")
    .join(between);
}

/** What the run found and did. */
function verdict({ context, lists, pullRequest, error }: RunOutcome, words: Words): string {
  if (error !== null) {
    const { message, pullRequest: pull } = error;
    const reached = pull === null ? "" : words.workedOn(link(words.pullRequest(pull.number), pull.url));
    return blocks([words.runFailed, messageBlocks(message, words), reached]);
  }
  if (isNothingCompared(lists)) return words.nothingCompared(lists.length);
  if (pullRequest?.why === "nothing-to-change" && isAllHeldBack(lists)) return words.nothingProposed;
  if (pullRequest !== null) return becameOf(pullRequest, words);
  const differing = driftedOf(lists).length;
  const found =
    differing === 0
      ? words.noDrift(code(context.base))
      : words.outOfDate(differing, lists.length, code(context.base));
  if (context.mode !== "check") return found;
  return `${found}${words.quantities.between || " "}${words.checkOnly(differing > 0)}`;
}

/** Why the run ends red although it did what it could. */
function red({ lists, error }: RunOutcome, words: Words): string {
  if (error !== null || isNothingCompared(lists)) return "";
  const counts = [failedOf(lists).length, heldBackOf(lists).length, withHeldRemovals(lists).length] as const;
  return counts.every((count) => count === 0) ? "" : words.endsRed(...counts, lists.length);
}

/** What ends the wait that the first sentence speaks of; `null` where there is none any more. */
function untilOf({ pullRequest, context }: RunOutcome, words: Words): Until | null {
  if (pullRequest?.operation === "merged") return null;
  const isOpen = pullRequest !== null && ["created", "updated", "unchanged"].includes(pullRequest.operation);
  return isOpen && pullRequest.number !== null
    ? { kind: "pull-request", link: named(pullRequest, words) }
    : { kind: "base", base: code(context.base) };
}

function warnings(messages: readonly Message[], words: Words): Section {
  const texts = messages.map((message) => plain(plainText(message, words)));
  const text = texts.length === 0 ? "" : blocks([`### ${words.warningsTitle}`, bullets(texts)]);
  return { name: words.warningsTitle, text, importance: 50 };
}

/**
 * The job summary, for every outcome of a run: what was found and done, the first screen of the pull request, how long each
 * list took, and the details. At most a megabyte; what has no room is left out in whole sections and named.
 */
export function renderSummary(outcome: RunOutcome): string {
  const { context, lists } = outcome;
  const words = wordsOf(context.language);
  const nothingCompared = isNothingCompared(lists);
  const sections: Section[] = [
    essential(heading(outcome, words)),
    essential(blocks([verdict(outcome, words), red(outcome, words)])),
    ...(nothingCompared ? [failedSection(outcome, words, { open: true })] : []),
    essential(nothingCompared ? "" : firstScreen(outcome, untilOf(outcome, words), words)),
    warnings(outcome.warnings, words),
    timings(outcome, words),
    ...changeSections(outcome, words, { room: summaryLimit }),
    verifySection(outcome, words),
    heldBackSection(outcome, words),
    waitingSection(outcome, words),
    ...(nothingCompared ? [] : [failedSection(outcome, words)]),
    noticedSection(outcome, words),
    essential(`${sourceLine(outcome, words)} · ${words.took(words.quantities.duration(outcome.durationMs))}`),
  ];
  const note = leftOutNote("summary", context.runUrl, words);
  return `${fit(sections, { size: summaryLimit, measure: bytes, note }).text}\n`;
}

/** The job summary of a run that could not begin, since its inputs are wrong. */
export function renderProblems(
  problems: readonly InputProblem[],
  language: RunOutcome["context"]["language"],
): string {
  const words = wordsOf(language);
  return `${blocks([
    `## ${words.allowlists}${words.quantities.colon}${words.headings.wrongInputs}`,
    words.wrongInputs(problems.length),
    bullets(problems.map((problem) => plain(inputProblemText(words.inputs, problem)))),
  ])}\n`;
}
