import { appendFileSync } from "node:fs";
import * as core from "@actions/core";
import { type DoneSoFar, renderStopped } from "@chat-ip/report/stopped";

/** What the run has done so far, for the summary of a run that is stopped. */
export const doneSoFar: { -readonly [Field in keyof DoneSoFar]: DoneSoFar[Field] } = {
  lists: [],
  pullRequest: null,
};

/**
 * To cancel a job, a runner sends SIGINT and then SIGTERM. Either one ends the run at once, red, and the summary says what was
 * done. The next run continues from whatever is on GitHub by then.
 */
export function stopOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(signal));
}

function stop(signal: string): never {
  const language = core.getInput("language") === "zh-CN" ? "zh-CN" : "en";
  const { message, summary } = renderStopped(signal, doneSoFar, language);
  core.setFailed(message);
  try {
    if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, summary);
  } catch {
    // The log has it already.
  }
  process.exit(core.ExitCode.Failure);
}
