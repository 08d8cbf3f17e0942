import {
  type ListOutcome,
  type Message,
  type PullRequestOutcome,
  plainText,
  type RunOutcome,
} from "@chat-ip/sync";
import { logLine } from "./text/escape.ts";
import { listLabel } from "./text/list-names.ts";
import { counted, duration, plusMinus, prefixes, sentenceList } from "./text/quantities.ts";

function state(outcome: ListOutcome): string {
  if (outcome.status === "failed") {
    return `could not be loaded${outcome.failure.code === null ? "" : ` (code ${outcome.failure.code})`}`;
  }
  const { drift, live, findings, invalid } = outcome;
  const size = prefixes(live);
  if (outcome.status === "current")
    return `${size}, ${drift.cosmetic ? "same addresses, written differently" : "as committed"}`;
  const moved = `${size}, ${plusMinus(drift.added.length, drift.removed.length)}`;
  if (outcome.status === "held-back") {
    return `${moved}, held back (${findings.map((finding) => finding.rule).join(", ")})`;
  }
  return invalid.length === 0
    ? moved
    : `${moved}, ${counted(invalid.length, "unreadable line", "unreadable lines")}`;
}

/** One list as one line of the log: `webhook-china: 41 prefixes, +2 −1, 212 ms` */
export function renderListLine(outcome: ListOutcome): string {
  const why = outcome.status === "failed" ? `: ${outcome.failure.what}` : "";
  return logLine(`${listLabel(outcome)}: ${state(outcome)}, ${duration(outcome.durationMs)}${why}`);
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

/** GitHub shows ten of each level from a step and drops the rest. */
const shownWarnings = 6;

/** Lists that failed for one reason are one annotation: seven lists with one wrong key are one mistake. */
function failures(lists: readonly ListOutcome[]): Annotation[] {
  const reasons = new Map<string, string[]>();
  for (const list of lists) {
    if (list.status !== "failed") continue;
    const { what, remedy } = list.failure;
    const text = `${what} ${remedy}`;
    reasons.set(text, [...(reasons.get(text) ?? []), listLabel(list)]);
  }
  return [...reasons].map(([message, names]) => ({
    level: "error",
    title: `${sentenceList(names)} could not be loaded`,
    message,
  }));
}

function guardrails(lists: readonly ListOutcome[]): Annotation[] {
  return lists.flatMap((list): Annotation[] => {
    if (list.status === "failed" || list.findings.length === 0) return [];
    const message = list.findings.map((finding) => finding.message).join(" ");
    const allow = `allow-suspicious: ${listLabel(list)}@${list.answerDigest}`;
    if (list.status === "held-back") {
      const remedy = `The list was left unchanged. If this is expected, set \`${allow}\`.`;
      return [{ level: "error", title: `${listLabel(list)} is held back`, message: `${message} ${remedy}` }];
    }
    if (list.heldRemovals.length > 0) {
      const remedy = `They stay in the file; new prefixes are proposed. If the removal is right, set \`${allow}\`.`;
      const title = `Removals from ${listLabel(list)} are held back`;
      return [{ level: "error", title, message: `${message} ${remedy}` }];
    }
    return [{ level: "warning", title: `${list.list} is let through by allow-suspicious`, message }];
  });
}

function pullRequestNews(pullRequest: PullRequestOutcome): Annotation[] {
  const { operation, url, number, reason } = pullRequest;
  const name = number === null ? "The pull request" : `Pull request #${number}`;
  const message = url === null ? reason : `${reason} ${url}`;
  switch (operation) {
    case "created":
    case "updated":
    case "closed":
    case "merged":
    case "suppressed":
      return [
        {
          level: "notice",
          title: operation === "suppressed" ? "Not proposed again" : `${name} ${operation}`,
          message,
        },
      ];
    case "blocked":
      return [{ level: "warning", title: `${name} is blocked`, message }];
    case "none":
    case "unchanged":
      return [];
  }
}

function checked({ context, lists }: RunOutcome): Annotation[] {
  const drifted = lists.filter((list) => list.status === "drift").map((list) => list.list);
  if (context.mode !== "check" || drifted.length === 0) return [];
  const message = `${sentenceList(drifted)} ${drifted.length > 1 ? "differ" : "differs"} from ${context.path} on ${context.base}. Nothing was written: this run only checks.`;
  return [{ level: "error", title: "The allowlists are out of date", message }];
}

function warnings(messages: readonly Message[]): Annotation[] {
  const texts = messages.map(plainText);
  const rest = texts.length - shownWarnings;
  const shown = rest > 1 ? texts.slice(0, shownWarnings) : texts;
  const news = shown.map(
    (message): Annotation => ({ level: "warning", title: "Chat IP allowlists", message }),
  );
  if (rest > 1)
    news.push({
      level: "warning",
      title: "Chat IP allowlists",
      message: `And ${rest} more warnings, see the job summary.`,
    });
  return news;
}

function messageOf({ message, pullRequest }: NonNullable<RunOutcome["error"]>): string {
  const text = plainText(message);
  return pullRequest === null
    ? text
    : `${text}\nIt was at work on pull request #${pullRequest.number}, ${pullRequest.url}`;
}

/**
 * The few things of a run that are worth an annotation, the gravest first: what failed, what is held back, drift in
 * check mode, what became of the pull request, warnings. A run in which nothing happened has none.
 */
export function annotations(outcome: RunOutcome): readonly Annotation[] {
  const news: Annotation[] = [
    ...(outcome.error === null
      ? []
      : [{ level: "error", title: "The run failed", message: messageOf(outcome.error) } as const]),
    ...failures(outcome.lists),
    ...guardrails(outcome.lists),
    ...checked(outcome),
    ...(outcome.pullRequest === null ? [] : pullRequestNews(outcome.pullRequest)),
    ...warnings(outcome.warnings),
  ];
  return news.map(({ level, title, message }) => ({
    level,
    title: logLine(title),
    message: logLines(message),
  }));
}
