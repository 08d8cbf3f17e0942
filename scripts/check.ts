// Runs every check of the project: prints a line as each step and each test file ends, and then a table of what ran and
// how long it took. The last line counts the tests. Usage: check.ts [--full]
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { createQuietWatch } from "./check/quiet-watch.ts";
import { countLine, resultTable, type TestTotals } from "./check/result-table.ts";
import { type RunningProgram, runProgram } from "./check/run-program.ts";
import { runSteps, type StepResult } from "./check/run-steps.ts";
import type { TestMessage } from "./check/run-tests.ts";
import { listSteps, type Step } from "./check/steps.ts";
import { createFolderInMemory } from "./check/temporary-folder.ts";
import { compileCache } from "./compile-cache.ts";
import { repositoryRoot } from "./report-problems.ts";

const { values } = parseArgs({
  options: {
    // Try every case, where `npm test` tries a sample.
    full: { type: "boolean", default: false },
  },
});

// How many steps run at once: the tests, which use two processes, and one other step.
const lanes = 2;
// How long nothing at all may be reported: no test ends, no line is printed.
const quietLimitMs = 20 * 60_000;
const lookMs = 5_000;

const inMemory = createFolderInMemory();
process.on("exit", () => inMemory && rmSync(inMemory, { recursive: true, force: true }));

const env: NodeJS.ProcessEnv = {
  ...process.env,
  ...(inMemory ? { TMPDIR: inMemory } : {}),
  ...compileCache,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  CI: "true",
  NO_COLOR: "1",
  ...(values.full ? { CHAT_IP_FULL: "1" } : {}),
};

const running = new Map<string, RunningProgram>();
const watch = createQuietWatch({ limitMs: quietLimitMs, lookMs });
let totals: TestTotals | null = null;
let lastTest = "none";

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function run(step: Step): Promise<boolean> {
  const output: string[] = [];
  const onLine = (line: string): void => {
    watch.heard();
    if (step.live) say(line);
    else output.push(line);
  };
  const onMessage = (message: unknown): void => {
    watch.heard();
    const sent = message as TestMessage;
    if ("totals" in sent) totals = sent.totals;
    else lastTest = sent.test;
  };
  const program = runProgram(step, { cwd: repositoryRoot, env }, { onLine, onMessage });
  running.set(step.name, program);
  const passed = await program.ended;
  running.delete(step.name);
  if (!passed && output.length > 0) say(`${output.join("\n")}\n`);
  return passed;
}

function endAll(reason: string): void {
  say(`${reason} Still running: ${[...running.keys()].join(", ")}. The last test that ended: ${lastTest}`);
  for (const program of running.values()) program.kill();
}

function onEnd({ name, state, seconds }: StepResult): void {
  const words = { passed: "passed ", failed: "FAILED ", skipped: "not run" };
  say(`${words[state]} ${name}${state === "skipped" ? "" : ` (${seconds.toFixed(1)} s)`}`);
}

const looking = setInterval(() => {
  if (watch.isQuiet())
    endAll(`Nothing was reported for ${quietLimitMs / 60_000} minutes, so the run was ended.`);
}, lookMs);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    for (const program of running.values()) program.kill();
    process.exit(130);
  });
}

const started = performance.now();
const results = await runSteps(listSteps(values), { lanes, run, onEnd });
clearInterval(looking);

// Tests that end without reporting totals have failed.
const counted: TestTotals = totals ?? { passed: 0, failed: 1, skipped: 0, files: [] };
say("");
for (const line of resultTable(results, counted, (performance.now() - started) / 1000)) say(line);
say("");
say(countLine(counted));
process.exitCode = results.every(({ state }) => state === "passed") ? 0 : 1;
