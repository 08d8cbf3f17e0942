import "./forget-broken-event.ts"; // first: @actions/github reads the event file as soon as it is loaded
import { setTimeout as sleep } from "node:timers/promises";
import * as core from "@actions/core";
import { type Environment, readEnvironment } from "./environment.ts";
import { InputError } from "./errors.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { logLine } from "./report/escape.ts";
import { startRun } from "./start-run.ts";

/** So long the first requests have the processor to themselves. */
const longestHeadStartMs = 50;

/** Secrets are masked before anything else is done, whatever becomes of the run. */
function maskSecrets(): void {
  for (const name of ["secret-key", "user-sig", "token"]) {
    const secret = core.getInput(name);
    if (secret !== "") core.setSecret(secret);
  }
}

/** Inputs and environment are checked together, so that one run names all that is wrong. */
function readSettings(): { inputs: Inputs; environment: Environment } {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const inputs = attempt(() => readInputs((name) => core.getInput(name)));
  const environment = attempt(() => readEnvironment(process.env));
  if (inputs === null || environment === null) throw new InputError(problems);
  return { inputs, environment };
}

async function main(): Promise<void> {
  // Whatever ends a run before it has told what became of it, must not end it green.
  process.exitCode = core.ExitCode.Failure;
  maskSecrets();
  const { inputs, environment } = readSettings();
  const over = new AbortController();
  try {
    await runToItsEnd(inputs, environment, over.signal);
  } finally {
    over.abort();
  }
}

async function runToItsEnd(inputs: Inputs, environment: Environment, over: AbortSignal): Promise<void> {
  const rim = {
    now: Date.now,
    sleep: (ms: number): Promise<void> => sleep(ms, undefined, { signal: over }),
    random: Math.random,
    debug: (message: string): void => core.debug(logLine(message)),
    over,
  };
  const started = startRun(inputs, environment, rim);
  // The rest of the program is loaded while GitHub answers. Not sooner, since loading holds up what is to be sent; and not
  // much later where GitHub is far, since the lists have to be asked for as well.
  await rim.sleep(0);
  await Promise.race([started.departed(), rim.sleep(longestHeadStartMs)]);
  const [{ run }, { createProgress, reportOutcome }] = await Promise.all([
    import("./run.ts"),
    import("./reporter.ts"),
  ]);
  await reportOutcome(await run(started, createProgress()), environment);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  // A fault of ours: the place helps whoever reports it.
  if (!(error instanceof InputError) && error instanceof Error && error.stack)
    core.debug(logLine(error.stack));
  core.setFailed(message.split("\n").map(logLine).join("\n"));
});
