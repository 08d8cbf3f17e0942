import type { RunOutcome } from "@chat-ip/sync";
import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { finishRun } from "../../src/finish.ts";
import { readDocument } from "../../src/inputs/apps/read-document.ts";
import { type Inputs, readInputs } from "../../src/inputs/inputs.ts";
import { createProgress, reportOutcome, reportProblems } from "../../src/outputs.ts";
import { startRun } from "../../src/start.ts";
import { createRecordedToolkit, type Said } from "./recorded-toolkit.ts";
import { scheduledRun } from "./scheduled-run.ts";
import { plainInputs, type World, type WorldRun } from "./world.ts";

/** What a run came to, and what it said. */
export interface RunHere extends RunOutcome, Said, Pick<WorldRun, "requests"> {}

export interface RunHereSetup {
  readonly now?: () => number;
  readonly runId?: string;
  /** Variables of the runner that differ from a scheduled run's on main. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * One run within this process, which takes a tenth of the time of the bundle in its own. It waits for nothing. What only a
 * process can show (settings, masks, waits, signals, files) takes `world.run`.
 */
export async function runHere(
  world: World,
  inputs: Readonly<Record<string, string>> = {},
  { now = Date.now, runId = "7000000001", env = {} }: RunHereSetup = {},
): Promise<RunHere> {
  const { github } = world;
  const before = github.requests.length;
  // Hours have passed since the last run.
  github.settle();
  const environment = readEnvironment({
    ...(await scheduledRun(github)),
    GITHUB_RUN_ID: runId,
    ...env,
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
  const settings = readGiven(world, inputs);
  const { toolkit, said } = createRecordedToolkit();
  const started = startRun(settings, environment, runtime);
  const outcome = await finishRun(started, createProgress(toolkit, settings.language));
  await reportOutcome(outcome, environment, settings, toolkit);
  return { ...outcome, ...said(), requests: github.requests.slice(before) };
}

/** What a run says that refuses these inputs. @throws {Error} when it takes them */
export async function refusalHere(world: World, inputs: Readonly<Record<string, string>>): Promise<Said> {
  try {
    readGiven(world, inputs);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { toolkit, said } = createRecordedToolkit();
    await reportProblems(error.problems, inputs.language === "zh-CN" ? "zh-CN" : "en", toolkit);
    return said();
  }
  throw new Error("the inputs were taken");
}

/** Reads the inputs of a plain workflow and, above them, these: as the toolkit does, without the white space around them. */
function readGiven(world: World, inputs: Readonly<Record<string, string>>): Inputs {
  const given = plainInputs(world, inputs);
  return readInputs((name) => (given[name] ?? "").trim(), readDocument);
}
