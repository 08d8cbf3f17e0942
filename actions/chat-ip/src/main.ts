import { setTimeout as sleep } from "node:timers/promises";
import * as core from "@actions/core";
import type { InputProblem } from "@chat-ip/report";
import { logLine } from "@chat-ip/report/escape";
import { type Environment, readEnvironment } from "./environment.ts";
import { InputError } from "./errors.ts";
import { type Inputs, readInputs } from "./inputs/inputs.ts";
import { secretsIn } from "./inputs/secret-lines.ts";
import { settingsWarnings } from "./settings-warnings.ts";
import { startRun } from "./start.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
import { runnerToolkit } from "./toolkit.ts";

/** How long the first requests get before the rest is loaded. */
const longestHeadStartMs = 50;

/** Masks secrets before anything else happens. */
function maskSecrets(): void {
  for (const name of ["secret-key", "user-sig", "token"]) {
    const secret = core.getInput(name);
    if (secret !== "") core.setSecret(secret);
  }
  for (const name of ["secret-keys", "user-sigs"]) secretsIn(core.getInput(name)).forEach(core.setSecret);
}

/** Inputs and environment are checked together, so that one run reports everything that is wrong. */
async function readSettings(): Promise<{ inputs: Inputs; environment: Environment }> {
  // A parser of YAML takes a while to load, and a run for one app doesn't need it.
  const parser = core.getInput("apps") === "" ? null : await import("./inputs/apps/read-document.ts");
  const problems: InputProblem[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const inputs = attempt(() => readInputs((name) => core.getInput(name), parser?.readDocument));
  const environment = attempt(() => readEnvironment(process.env));
  if (inputs === null || environment === null) throw new InputError(problems);
  return { inputs, environment };
}

async function main(): Promise<void> {
  // Fail by default, so that an early exit never looks like success.
  process.exitCode = core.ExitCode.Failure;
  maskSecrets();
  stopOnSignal();
  const { inputs, environment } = await readSettings();
  const warnings = settingsWarnings(inputs, environment);
  if (warnings.length > 0) {
    // The texts take a while to load, and most runs have no warnings.
    const { reportSettings } = await import("./outputs.ts");
    reportSettings(warnings, inputs.language, runnerToolkit);
  }
  const ended = new AbortController();
  try {
    await runToItsEnd(inputs, environment, ended.signal);
  } finally {
    ended.abort();
  }
}

async function runToItsEnd(inputs: Inputs, environment: Environment, signal: AbortSignal): Promise<void> {
  const runtime = {
    now: Date.now,
    sleep: (ms: number): Promise<void> => sleep(ms, undefined, { signal }),
    random: Math.random,
    debug: (message: string): void => core.debug(logLine(message)),
    mask: core.setSecret,
    signal,
  };
  const started = startRun(inputs, environment, runtime);
  // The rest of the program is loaded while GitHub answers. Not sooner, because loading delays the requests, and not
  // much later if GitHub is far away, because the lists have to be fetched too.
  await runtime.sleep(0);
  await Promise.race([started.requestsSent(), runtime.sleep(longestHeadStartMs)]);
  const [{ finishRun }, { createProgress, reportOutcome }] = await Promise.all([
    import("./finish.ts"),
    import("./outputs.ts"),
  ]);
  const outcome = await finishRun(started, createProgress(runnerToolkit, inputs.language));
  await reportOutcome(outcome, environment, inputs, runnerToolkit);
}

main().catch(async (error: unknown) => {
  if (error instanceof InputError) {
    const { reportProblems } = await import("./outputs.ts");
    const language = core.getInput("language") === "zh-CN" ? "zh-CN" : "en";
    return reportProblems(error.problems, language, runnerToolkit);
  }
  const message = error instanceof Error ? error.message : String(error);
  // Our own bug: the stack belongs in the report of it.
  if (error instanceof Error && error.stack) core.debug(logLine(error.stack));
  core.setFailed(message.split("\n").map(logLine).join("\n"));
});
