import { renderJsonReport } from "@chat-ip/report";
import { gradeOf, type RunContext, type RunOutcome } from "@chat-ip/sync";
import type { Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";
import type { AppLists, CheckedList } from "./compare-lists.ts";

/** The report of a run, as the Action writes it; here there is no pull request. */
export function writeReport(
  apps: readonly AppLists[],
  lists: readonly CheckedList[],
  place: { readonly base: string; readonly branch: string; readonly startedAt: Date },
  terminal: Terminal,
): void {
  const [first] = apps;
  if (first === undefined) return;
  const { sdkAppId, destination } = first.connection;
  const context: RunContext = {
    repository: "",
    serverUrl: "",
    runUrl: null,
    runNumber: null,
    source: "region" in destination ? destination : { endpoint: new URL(destination.endpoint).host },
    sdkAppId,
    path: first.path,
    base: place.base,
    branch: place.branch,
    mode: "check",
    startedAt: place.startedAt,
    tokenKind: "unknown",
    program: "@chat-ip/cli",
    version,
    autoMerge: "none",
    language: "en",
  };
  const outcomes = lists.map((list) => list.outcome);
  const outcome: RunOutcome = {
    context,
    lists: outcomes,
    carried: [],
    graded: gradeOf(outcomes, false),
    listsMayMerge: false,
    pullRequest: null,
    error: null,
    warnings: [],
    durationMs: Date.now() - place.startedAt.getTime(),
  };
  terminal.write(`${JSON.stringify(renderJsonReport(outcome), null, 2)}\n`);
}
