import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import type { Environment } from "./environment.ts";
import type { PullRequestOutcome, RunOutcome } from "./outcome.ts";
import { distinctPrefixes } from "./report/changes.ts";
import { logLine } from "./report/escape.ts";
import { renderJsonReport } from "./report/json-report.ts";
import { annotations, renderListLine } from "./report/log.ts";
import { renderSummary } from "./report/summary.ts";
import type { Progress } from "./run.ts";

/** Tells the runner what is known: outputs at once, log lines as they come, the summary at the end. */
export function createProgress(): Progress {
  let told = "";
  return {
    lists(lists) {
      const lines = lists.map(renderListLine);
      // A run that has to begin anew mostly finds them as they were.
      if (lines.join("\n") !== told) {
        core.startGroup("Lists");
        for (const line of lines) core.info(line);
        core.endGroup();
      }
      told = lines.join("\n");
      const drifting = lists.filter(({ status }) => status === "drift");
      const { added, removed } = distinctPrefixes(drifting);
      core.setOutput("drift", drifting.length > 0);
      core.setOutput("changed-lists", JSON.stringify(drifting.map(({ list }) => list)));
      core.setOutput("failed-lists", JSON.stringify(failedLists(lists)));
      core.setOutput("added", added);
      core.setOutput("removed", removed);
    },
    pullRequest: setPullRequestOutputs,
  };
}

const failedLists = (lists: RunOutcome["lists"]): string[] =>
  lists.filter(({ status }) => status === "failed" || status === "held-back").map(({ list }) => list);

function setPullRequestOutputs(known: Partial<PullRequestOutcome>): void {
  const { operation, number, url, branch, headSha, verified } = known;
  const set = (name: string, value: string | number | boolean | null | undefined): void => {
    if (value !== null && value !== undefined) core.setOutput(name, value);
  };
  set("pull-request-operation", operation);
  set("pull-request-number", number);
  set("pull-request-url", url);
  // Without a pull request there is no branch to name, though a branch may be safe already.
  set("pull-request-branch", headSha === null ? null : branch);
  set("pull-request-head-sha", headSha);
  set("commits-verified", verified);
}

/** Why the run as a whole has failed, or `null`. */
export function failureOf(outcome: RunOutcome): string | null {
  if (outcome.error) return outcome.error.message;
  const failed = failedLists(outcome.lists);
  if (failed.length > 0) return `Not all lists could be checked: ${failed.join(", ")}.`;
  const drifts = outcome.lists.some(({ status }) => status === "drift");
  return outcome.context.mode === "check" && drifts
    ? "The committed allowlists differ from the live ones."
    : null;
}

/** Writes annotations, report and summary, and ends the run red where it failed. */
export async function reportOutcome(outcome: RunOutcome, environment: Environment): Promise<void> {
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
          `GitHub did not sign the commit (${pullRequest.verificationReason ?? "no reason given"}): it signs for the workflow's own token and for Apps, not for a person's token.`,
        ),
      );
    }
  }
  const annotate = { notice: core.notice, warning: core.warning, error: core.error };
  for (const { level, title, message } of annotations(outcome)) annotate[level](message, { title });
  process.exitCode = failureOf(outcome) === null ? core.ExitCode.Success : core.ExitCode.Failure;
  // Last, since a file that can't be written must not cost what was said above.
  await orWarn("The report", async () => {
    const path = join(environment.tempFolder ?? tmpdir(), `chat-ip-report-${process.pid}.json`);
    writeFileSync(path, `${JSON.stringify(renderJsonReport(outcome), null, 2)}\n`);
    core.setOutput("report", path);
  });
  // Outside a runner there is no summary to write to.
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await orWarn("The job summary", async () => {
    await core.summary.addRaw(renderSummary(outcome), true).write();
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
