import type { Language, ListOutcome, PullRequestOutcome, RunOutcome } from "@chat-ip/sync";
import { allowSetting, findingsText } from "./parts/held-back.ts";
import { proposedPrefixes } from "./parts/list-table.ts";
import { nearMissTexts } from "./parts/near-misses.ts";
import { pullRequestReason } from "./parts/pull-request-reason.ts";
import { driftedOf, failedOf, heldBackOf, isNothingCompared, withHeldRemovals } from "./parts/run-lists.ts";
import { logLine, plain } from "./text/escape.ts";
import { countApps, listLabel, nameLists } from "./text/list-names.ts";
import { plainText } from "./text/message.ts";
import { plusMinus } from "./text/quantities.ts";
import { type InputProblem, inputProblemText } from "./words/input-problem.ts";
import type { Words } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

function state(outcome: ListOutcome, words: Words): string[] {
  const { listLine, prefixes } = words;
  if (outcome.status === "failed") return [listLine.failed(outcome.failure.code)];
  const { drift, live, findings, invalid, waiting, heldRemovals } = outcome;
  const stays = [
    waiting.length > 0 ? listLine.waiting(waiting.length) : "",
    heldRemovals.length > 0 ? listLine.heldRemovals(heldRemovals.length) : "",
  ];
  if (outcome.status === "current") {
    return [prefixes(live), drift.cosmetic ? listLine.writtenDifferently : listLine.asCommitted, ...stays];
  }
  const moved = plusMinus(drift.added.length, drift.removed.length);
  if (outcome.status === "held-back") {
    return [prefixes(live), moved, listLine.heldBack(findings.map(({ rule }) => rule))];
  }
  const bad = invalid.length === 0 ? "" : listLine.badLines(invalid.length);
  return [prefixes(proposedPrefixes(outcome)), moved, bad, ...stays];
}

/**
 * One list as one line of the log: `webhook-china: 41 prefixes, +2 −1, 212 ms`.
 *
 * @param language of the line; default: English, which the log is in
 */
export function renderListLine(outcome: ListOutcome, language: Language = "en"): string {
  const words = wordsOf(language);
  const { duration, colon, comma } = words.quantities;
  const parts = [...state(outcome, words), duration(outcome.durationMs)].filter((part) => part !== "");
  return logLine(`${listLabel(outcome)}${colon}${parts.join(comma)}`);
}

/**
 * What stands on the run's page, above the log. Plain text; a message of several lines keeps them, and none of them
 * could begin a workflow command even if it were printed as it is.
 */
export interface Annotation {
  readonly level: "notice" | "warning" | "error";
  readonly title: string;
  readonly message: string;
}

function logLines(text: string): string {
  return text.split(/\r?\n/).map(logLine).join("\n");
}

/** Annotations are plain text: code loses its backticks, bold text its stars. */
const plainly = (markdown: string): string =>
  markdown
    .replace(/(?<=。)\*\* /g, "")
    .replaceAll("**", "")
    .replaceAll("`", "");

/** GitHub shows ten of each level from a step and drops the rest. */
const shownWarnings = 6;

/** A heading as a title of its own. */
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Lists that failed for one reason are one annotation: seven lists with one wrong key are one mistake. */
function failures(lists: readonly ListOutcome[], words: Words): Annotation[] {
  const apps = countApps(lists);
  const all = isNothingCompared(lists);
  const byCause = Map.groupBy(failedOf(lists), ({ failure }) => {
    const { what, remedy } = words.failure(failure);
    return `${plainly(plain(what))}${words.quantities.between}${plainly(plain(remedy))}`;
  });
  const causes = [...byCause];
  if (all && causes.length === 1) {
    const message = `${plainly(words.nothingCompared(lists.length))}${words.quantities.between}${causes[0]?.[0] ?? ""}`;
    return [{ level: "error", title: capitalised(words.headings.nothingCompared), message }];
  }
  return causes.map(([message, group]) => ({
    level: "error",
    title: plainly(words.annotations.failed(nameLists(group, apps, words))),
    message,
  }));
}

function guardrails(lists: readonly ListOutcome[], words: Words): Annotation[] {
  const { annotations: titles, allowOnce } = words;
  const { between } = words.quantities;
  const found = (list: (typeof held)[number]): string => plainly(findingsText(list, words));
  const held = heldBackOf(lists);
  const whole = held.map((list): Annotation => {
    const remedy = list.unreadable === null ? `${between}${plainly(allowOnce(allowSetting(list)))}` : "";
    const message = `${found(list)}${between}${titles.fileUnchanged}${remedy}`;
    return { level: "error", title: titles.heldBack(listLabel(list)), message };
  });
  const removals = withHeldRemovals(lists).map((list): Annotation => {
    const title = titles.heldRemovals(listLabel(list), list.heldRemovals.length);
    const message = plainly(`${findingsText(list, words)}${between}${allowOnce(allowSetting(list))}`);
    return { level: "error", title, message };
  });
  const through = driftedOf(lists)
    .filter(({ findings, heldRemovals }) => findings.length > 0 && heldRemovals.length === 0)
    .map((list): Annotation => {
      const message = plainly(findingsText(list, words));
      return { level: "warning", title: titles.letThrough(listLabel(list)), message };
    });
  return [...whole, ...removals, ...through];
}

function pullRequestNews(pullRequest: PullRequestOutcome, words: Words): Annotation[] {
  const { operation, url, number, mergeWaitsFor } = pullRequest;
  const { annotations: titles } = words;
  const parts = [
    pullRequestReason(pullRequest, words),
    mergeWaitsFor === null ? "" : words.mergeWait(mergeWaitsFor),
    url ?? "",
  ];
  const message = plainly(parts.filter((part) => part !== "").join(" "));
  switch (operation) {
    case "created":
    case "updated":
    case "closed":
    case "merged":
      return [{ level: "notice", title: titles.pullRequest(number, operation), message }];
    case "suppressed":
      return [{ level: "notice", title: titles.notAgain, message }];
    case "blocked":
      return [{ level: "warning", title: titles.pullRequest(number, operation), message }];
    case "none":
    case "unchanged":
      return [];
  }
}

function checked({ context, lists }: RunOutcome, words: Words): Annotation[] {
  const drifted = driftedOf(lists);
  if (context.mode !== "check" || drifted.length === 0) return [];
  const names = plainly(nameLists(drifted, countApps(lists), words));
  const { outOfDate, outOfDateMessage } = words.annotations;
  const message = outOfDateMessage(names, drifted.length, context.path, context.base);
  return [{ level: "error", title: outOfDate, message }];
}

function warnings({ lists, warnings: messages }: RunOutcome, words: Words): Annotation[] {
  const texts = [
    ...nearMissTexts(lists, words).map(plainly),
    ...messages.map((message) => plainText(message, words)),
  ];
  const rest = texts.length - shownWarnings;
  const shown = rest > 1 ? [...texts.slice(0, shownWarnings), words.annotations.moreWarnings(rest)] : texts;
  return shown.map((message) => ({ level: "warning", title: words.allowlists, message }));
}

function failure({ message, pullRequest }: NonNullable<RunOutcome["error"]>, words: Words): Annotation {
  const { runFailed, workedOn } = words.annotations;
  const text = plainText(message, words);
  const reached = pullRequest === null ? "" : `\n${workedOn(pullRequest.number, pullRequest.url)}`;
  return { level: "error", title: runFailed, message: `${text}${reached}` };
}

const safe = (news: readonly Annotation[]): Annotation[] =>
  news.map(({ level, title, message }) => ({ level, title: logLine(title), message: logLines(message) }));

/**
 * The few things of a run that are worth an annotation, the gravest first: what failed, what is held back, drift in
 * check mode, what became of the pull request, warnings. A run in which nothing happened has none.
 */
export function annotations(outcome: RunOutcome): readonly Annotation[] {
  const words = wordsOf(outcome.context.language);
  return safe([
    ...(outcome.error === null ? [] : [failure(outcome.error, words)]),
    ...failures(outcome.lists, words),
    ...guardrails(outcome.lists, words),
    ...checked(outcome, words),
    ...(outcome.pullRequest === null ? [] : pullRequestNews(outcome.pullRequest, words)),
    ...warnings(outcome, words),
  ]);
}

/** The annotation of a run that could not begin, since its inputs are wrong. */
export function annotateProblems(
  problems: readonly InputProblem[],
  language: RunOutcome["context"]["language"],
): Annotation {
  const { annotations: titles, inputs } = wordsOf(language);
  const { wrongInputs } = titles;
  const texts = problems.map((problem) => inputProblemText(inputs, problem));
  const message = texts.length === 1 ? (texts[0] ?? "") : texts.map((text) => `- ${text}`).join("\n");
  return safe([{ level: "error", title: wrongInputs, message }])[0] as Annotation;
}
