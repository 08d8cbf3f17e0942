import type { Progress, RunOutcome } from "@chat-ip/sync";
import { readEnvironment } from "../../src/environment.ts";
import { finishRun } from "../../src/finish.ts";
import { readDocument } from "../../src/inputs/apps/read-document.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import { startRun } from "../../src/start.ts";
import { headOf, oneAppOf, type World } from "./world.ts";

const silent: Progress = { lists: () => undefined, pullRequest: () => undefined };

/**
 * One run within this process, which takes a tenth of the time of the bundle in its own. For what goes before and comes
 * after the runs that a test is about.
 */
export async function runHere(
  { chat, github }: World,
  inputs: Readonly<Record<string, string>> = {},
  { now = Date.now, runId = "7000000001" }: { now?: () => number; runId?: string } = {},
): Promise<RunOutcome> {
  // Hours have passed since the last run.
  github.settle();
  const given: Readonly<Record<string, string>> = {
    ...(inputs.apps ? {} : oneAppOf(chat)),
    token: github.token,
    "removals-wait": "0",
    ...inputs,
  };
  const environment = readEnvironment({
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_REF: "refs/heads/main",
    GITHUB_SHA: await headOf(github, "main"),
    GITHUB_RUN_ID: runId,
  });
  const runtime = {
    now,
    // No server here needs time.
    sleep: () => Promise.resolve(),
    random: Math.random,
    debug: () => undefined,
    mask: () => undefined,
    signal: new AbortController().signal,
  };
  const started = startRun(
    readInputs((name) => given[name] ?? "", readDocument),
    environment,
    runtime,
  );
  return finishRun(started, silent);
}
