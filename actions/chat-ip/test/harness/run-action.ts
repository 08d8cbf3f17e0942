import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const bundlePath: string = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

/** What a run of the Action left behind. */
export interface ActionRun {
  readonly exitCode: number | null;
  /** ended by this signal, where it was killed */
  readonly signal: NodeJS.Signals | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** standard output, where the runner reads commands and log lines */
  readonly log: string;
  readonly errorLog: string;
  readonly summary: string;
  /** the JSON report, parsed; `null` where none was written */
  readonly report: unknown;
  readonly durationMs: number;
}

export interface ActionSetup {
  readonly inputs: Readonly<Record<string, string>>;
  /** variables of the runner, e.g. GITHUB_REPOSITORY */
  readonly env: Readonly<Record<string, string>>;
  /** another bundle than the one in dist/ */
  readonly bundle?: string;
  /** called once the process has started */
  readonly onStart?: (kill: (signal?: NodeJS.Signals) => void) => void;
}

/** `name<<delimiter`, the value, `delimiter`: the form in which a step writes its outputs. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(lines[index] ?? "") ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, index + 1);
    outputs[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}

/** Runs the built bundle in a process of its own, as the runner does: inputs and files by environment variables. */
export async function runAction(setup: ActionSetup): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), "chat-ip-run-"));
  const outputFile = join(folder, "output");
  const summaryFile = join(folder, "summary");
  writeFileSync(outputFile, "");
  writeFileSync(summaryFile, "");
  const inputs = Object.entries(setup.inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const started = performance.now();
  // Nothing of the caller's environment but the path: the run must depend on what it is given alone.
  const child = spawn(process.execPath, [setup.bundle ?? bundlePath], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      RUNNER_TEMP: folder,
      ...Object.fromEntries(inputs),
      ...setup.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  let errorLog = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errorLog += text;
  });
  setup.onStart?.((by = "SIGKILL") => child.kill(by));
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, by) => resolve([code, by]));
  });
  const durationMs = performance.now() - started;
  const outputs = parseOutputs(readFileSync(outputFile, "utf8"));
  const summary = readFileSync(summaryFile, "utf8");
  const { report } = outputs;
  const parsed: unknown = report && existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null;
  rmSync(folder, { recursive: true, force: true });
  return { exitCode, signal, outputs, log, errorLog, summary, report: parsed, durationMs };
}
