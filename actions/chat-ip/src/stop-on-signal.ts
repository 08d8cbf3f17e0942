import { appendFileSync } from "node:fs";
import * as core from "@actions/core";

/** What the run has come to, a line each, for the summary of one that is stopped before its end. */
export const doneSoFar: { lists: readonly string[]; pullRequest: string } = { lists: [], pullRequest: "" };

/**
 * To cancel a job, a runner sends SIGINT and then SIGTERM. Either one ends the run at once, red, and the summary says what was
 * done. The next run continues from whatever is on GitHub by then.
 */
export function stopOnSignal(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop(signal));
}

function stop(signal: string): never {
  const what = `The run was stopped (${signal}) before its end. The next run continues where this one stopped.`;
  core.setFailed(what);
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  try {
    if (summary) appendFileSync(summary, `${summaryOf(what)}\n`);
  } catch {
    // The log has said it.
  }
  process.exit(core.ExitCode.Failure);
}

function summaryOf(what: string): string {
  const { lists, pullRequest } = doneSoFar;
  const done = [...lists, pullRequest === "" ? "" : `Pull request: ${pullRequest}`].filter(
    (line) => line !== "",
  );
  const told = done.length === 0 ? "No list was checked." : `\`\`\`\`text\n${done.join("\n")}\n\`\`\`\``;
  return `## Chat IP allowlists: stopped\n\n${what}\n\n${told}`;
}
