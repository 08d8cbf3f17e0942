import {
  annotateProblems,
  annotations,
  distinctPrefixes,
  type InputProblem,
  inputProblemText,
  jsonPieces,
  type KnownContext,
  listLabel,
  logLine,
  plainText,
  pullRequestReason,
  renderJsonReport,
  renderListLine,
  renderProblems,
  renderProblemsReport,
  renderSummary,
  wordsOf,
} from "@chat-ip/report";
import type {
  ListOutcome,
  LoadedList,
  Progress,
  PullRequestOutcome,
  RunContext,
  RunOutcome,
} from "@chat-ip/sync";
import packageJson from "../package.json" with { type: "json" };
import type { Environment } from "./environment.ts";
import type { Inputs } from "./inputs/inputs.ts";
import { doneSoFar } from "./stop-on-signal.ts";
import type { Toolkit } from "./toolkit.ts";

/** Sets outputs as soon as each value is known, and logs the lists. */
export function createProgress(toolkit: Toolkit, language: RunContext["language"]): Progress {
  let printed = "";
  return {
    lists(lists, graded) {
      const lines = lists.map((list) => renderListLine(list));
      // A run that has to start again usually finds the same.
      if (lines.join("\n") !== printed) {
        toolkit.startGroup("Lists");
        for (const line of lines) toolkit.info(line);
        toolkit.endGroup();
      }
      printed = lines.join("\n");
      doneSoFar.lists = lists.map((list) => renderListLine(list, language));
      const drifting = lists.filter(({ status }) => status === "drift");
      const { added, removed } = distinctPrefixes(drifting);
      // If nothing could be compared, this isn't known.
      const isCompared = lists.some(({ status }) => status !== "failed");
      toolkit.setOutput("drift", isCompared ? drifting.length > 0 : "");
      toolkit.setOutput("changed-lists", JSON.stringify(drifting.map(listLabel)));
      toolkit.setOutput("failed-lists", JSON.stringify(failedLists(lists)));
      toolkit.setOutput("added", added);
      toolkit.setOutput("removed", removed);
      toolkit.setOutput("grade", graded.grade ?? "");
      toolkit.setOutput(
        "bad-lines",
        sum(lists, ({ invalid }) => invalid.length),
      );
      toolkit.setOutput(
        "waiting-removals",
        sum(lists, ({ waiting }) => waiting.length),
      );
    },
    pullRequest: (known) => setPullRequestOutputs(known, toolkit),
  };
}

const failedLists = (lists: readonly ListOutcome[]): string[] =>
  lists
    .filter((list) => list.status === "failed" || list.status === "held-back" || list.heldRemovals.length > 0)
    .map(listLabel);

const sum = (lists: readonly ListOutcome[], count: (list: LoadedList) => number): number =>
  lists.reduce((total, list) => total + (list.status === "failed" ? 0 : count(list)), 0);

function setPullRequestOutputs(known: Partial<PullRequestOutcome>, toolkit: Toolkit): void {
  const { operation, number, url, branch, headSha, verified, onlyOurs } = known;
  const { mergeWaitsFor, openHours } = known;
  const set = (name: string, value: string | number | boolean | null | undefined): void => {
    if (value !== null && value !== undefined) toolkit.setOutput(name, value);
  };
  if (operation !== undefined) doneSoFar.pullRequest = { operation, place: url ?? branch ?? "" };
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
function failureOf(outcome: RunOutcome, failOnDrift: boolean): string | null {
  if (outcome.error) return plainText(outcome.error.message, wordsOf("en"));
  const failed = failedLists(outcome.lists);
  if (failed.length > 0) return `Not all lists could be checked: ${failed.join(", ")}.`;
  const drifts = outcome.lists.some(({ status }) => status === "drift");
  return outcome.context.mode === "check" && failOnDrift && drifts
    ? "The committed allowlists differ from the live ones."
    : null;
}

/** Writes annotations, report and summary, and sets the exit code. */
export async function reportOutcome(
  outcome: RunOutcome,
  environment: Environment,
  { failOnDrift }: Pick<Inputs, "failOnDrift">,
  toolkit: Toolkit,
): Promise<void> {
  const { pullRequest } = outcome;
  if (pullRequest) {
    toolkit.info(
      logLine(
        `Pull request: ${pullRequest.operation}. ${pullRequestReason(pullRequest, wordsOf("en"))} ${pullRequest.url ?? ""}`.trim(),
      ),
    );
    if (pullRequest.verified === false) {
      toolkit.info(
        logLine(
          `GitHub did not sign the commit (${pullRequest.verificationReason ?? "no reason given"}). It signs for the workflow's own token and for Apps, not for a person's token.`,
        ),
      );
    }
  }
  for (const { level, title, message } of annotations(outcome)) toolkit[level](message, { title });
  toolkit.setExitCode(failureOf(outcome, failOnDrift) === null ? 0 : 1);
  // Last, so that the above is done even if a file can't be written.
  await writeReport(renderJsonReport(outcome), environment.tempFolder, toolkit);
  await writeSummary(renderSummary(outcome), toolkit);
}

/** Warns about settings that are allowed but probably not intended. */
export function reportSettings(
  warnings: readonly InputProblem[],
  language: RunContext["language"],
  toolkit: Toolkit,
): void {
  const { inputs } = wordsOf(language);
  const texts = warnings.map((warning) => logLine(inputProblemText(inputs, warning)));
  for (const text of new Set(texts)) toolkit.warning(text);
}

/** Reports what is wrong with the inputs, if the run can't start. */
export async function reportProblems(
  problems: readonly InputProblem[],
  language: RunContext["language"],
  toolkit: Toolkit,
): Promise<void> {
  const { title, message } = annotateProblems(problems, language);
  toolkit.error(message, { title });
  toolkit.setExitCode(1);
  await writeReport(renderProblemsReport(problems, knownContext()), process.env.RUNNER_TEMP || null, toolkit);
  await writeSummary(renderProblems(problems, language), toolkit);
}

/** What the runner says of a run that could not begin: its variables may be what is wrong. */
function knownContext(): KnownContext {
  const {
    GITHUB_REPOSITORY: repository = "",
    GITHUB_SERVER_URL: serverUrl = "",
    GITHUB_RUN_ID: id = "",
  } = process.env;
  const runUrl = /^\d+$/.test(id) ? `${serverUrl}/${repository}/actions/runs/${id}` : null;
  const { version } = packageJson;
  return { repository, serverUrl, runUrl, startedAt: new Date(), version, program: "chat-ip-action" };
}

const writeReport = (
  report: ReturnType<typeof renderJsonReport>,
  folder: string | null,
  toolkit: Toolkit,
): Promise<void> =>
  orWarn("The report", toolkit, async () => {
    toolkit.setOutput("report", await toolkit.writeReport(jsonPieces(report), folder));
  });

const writeSummary = (text: string, toolkit: Toolkit): Promise<void> =>
  orWarn("The job summary", toolkit, () => toolkit.writeSummary(text));

async function orWarn(what: string, toolkit: Toolkit, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    toolkit.warning(
      `${what} could not be written: ${logLine(error instanceof Error ? error.message : String(error))}`,
    );
  }
}
