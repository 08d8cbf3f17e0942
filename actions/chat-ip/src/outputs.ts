import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import {
  annotateProblems,
  annotations,
  distinctPrefixes,
  listLabel,
  logLine,
  plainText,
  renderJsonReport,
  renderListLine,
  renderProblems,
  renderSummary,
} from "@chat-ip/report";
import type { ListOutcome, LoadedList, Progress, PullRequestOutcome, RunOutcome } from "@chat-ip/sync";
import type { Environment } from "./environment.ts";
import type { Inputs } from "./inputs/inputs.ts";
import { doneSoFar } from "./stop-on-signal.ts";

/** Sets outputs as soon as each value is known, and logs the lists. */
export function createProgress(): Progress {
  let printed = "";
  return {
    lists(lists, graded) {
      const lines = lists.map(renderListLine);
      // A run that has to start again mostly finds them unchanged.
      if (lines.join("\n") !== printed) {
        core.startGroup("Lists");
        for (const line of lines) core.info(line);
        core.endGroup();
      }
      printed = lines.join("\n");
      doneSoFar.lists = lines;
      const drifting = lists.filter(({ status }) => status === "drift");
      const { added, removed } = distinctPrefixes(drifting);
      // Where nothing could be compared, nobody knows.
      const isCompared = lists.some(({ status }) => status !== "failed");
      core.setOutput("drift", isCompared ? drifting.length > 0 : "");
      core.setOutput("changed-lists", JSON.stringify(drifting.map(listLabel)));
      core.setOutput("failed-lists", JSON.stringify(failedLists(lists)));
      core.setOutput("added", added);
      core.setOutput("removed", removed);
      core.setOutput("grade", graded.grade ?? "");
      core.setOutput(
        "bad-lines",
        sum(lists, ({ invalid }) => invalid.length),
      );
      core.setOutput(
        "waiting-removals",
        sum(lists, ({ waiting }) => waiting.length),
      );
    },
    pullRequest: setPullRequestOutputs,
  };
}

const failedLists = (lists: readonly ListOutcome[]): string[] =>
  lists
    .filter((list) => list.status === "failed" || list.status === "held-back" || list.heldRemovals.length > 0)
    .map(listLabel);

const sum = (lists: readonly ListOutcome[], count: (list: LoadedList) => number): number =>
  lists.reduce((total, list) => total + (list.status === "failed" ? 0 : count(list)), 0);

function setPullRequestOutputs(known: Partial<PullRequestOutcome>): void {
  const { operation, number, url, branch, headSha, verified, onlyOurs } = known;
  const { mergeWaitsFor, openHours } = known;
  const set = (name: string, value: string | number | boolean | null | undefined): void => {
    if (value !== null && value !== undefined) core.setOutput(name, value);
  };
  if (operation !== undefined) doneSoFar.pullRequest = logLine(`${operation} ${url ?? branch ?? ""}`.trim());
  set("pull-request-operation", operation);
  set("pull-request-number", number);
  set("pull-request-url", url);
  // Without a pull request there is no branch to name, though one may have been written.
  set("pull-request-branch", headSha === null ? null : branch);
  set("pull-request-head-sha", headSha);
  set("commits-verified", verified);
  set("only-ours", onlyOurs);
  set("merge-waits-for", mergeWaitsFor);
  set("open-hours", openHours);
}

/** Why the run as a whole has failed, or `null`. */
export function failureOf(outcome: RunOutcome, failOnDrift: boolean): string | null {
  if (outcome.error) return plainText(outcome.error.message);
  const failed = failedLists(outcome.lists);
  if (failed.length > 0) return `Not all lists could be checked: ${failed.join(", ")}.`;
  const drifts = outcome.lists.some(({ status }) => status === "drift");
  return outcome.context.mode === "check" && failOnDrift && drifts
    ? "The committed allowlists differ from the live ones."
    : null;
}

/** Writes annotations, report and summary, and ends the run red where it failed. */
export async function reportOutcome(
  outcome: RunOutcome,
  environment: Environment,
  { failOnDrift }: Pick<Inputs, "failOnDrift">,
): Promise<void> {
  const { pullRequest } = outcome;
  if (pullRequest) {
    core.info(
      logLine(
        `Pull request: ${pullRequest.operation}. ${pullRequest.reason} ${pullRequest.url ?? ""}`.trim(),
      ),
    );
    if (pullRequest.verified === false) {
      core.info(
        logLine(
          `GitHub did not sign the commit (${pullRequest.verificationReason ?? "no reason given"}). It signs for the workflow's own token and for Apps, not for a person's token.`,
        ),
      );
    }
  }
  const annotate = { notice: core.notice, warning: core.warning, error: core.error };
  for (const { level, title, message } of annotations(outcome)) annotate[level](message, { title });
  process.exitCode = failureOf(outcome, failOnDrift) === null ? core.ExitCode.Success : core.ExitCode.Failure;
  // Last, so that a file that can't be written costs nothing of the above.
  await orWarn("The report", async () => {
    const path = join(environment.tempFolder ?? tmpdir(), `chat-ip-report-${process.pid}.json`);
    writeFileSync(path, `${JSON.stringify(renderJsonReport(outcome), null, 2)}\n`);
    core.setOutput("report", path);
  });
  await writeSummary(renderSummary(outcome));
}

/** Says what is wrong with the inputs, where nothing else could be done. */
export async function reportProblems(problems: readonly string[]): Promise<void> {
  const language = core.getInput("language") === "zh-CN" ? "zh-CN" : "en";
  const { title, message } = annotateProblems(problems, language);
  core.error(message, { title });
  process.exitCode = core.ExitCode.Failure;
  await writeSummary(renderProblems(problems, language));
}

/** Outside a runner there is no summary to write to. */
async function writeSummary(text: string): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await orWarn("The job summary", async () => {
    await core.summary.addRaw(text, true).write();
  });
}

async function orWarn(what: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    core.warning(
      `${what} could not be written: ${logLine(error instanceof Error ? error.message : String(error))}`,
    );
  }
}
