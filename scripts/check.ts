// Every check of the project, one after another: says little while all is well, and all there is where it is not.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const root: string = fileURLToPath(new URL("..", import.meta.url));
const scratch: string = mkdtempSync(join(tmpdir(), "chat-ip-check-"));
const testReport: string = join(scratch, "tests.json");
const script = (name: string): readonly string[] => [
  "node",
  "--conditions=@chat-ip/source",
  `scripts/${name}.ts`,
];

const steps: readonly Step[] = [
  { name: "format and lint", command: ["biome", "ci", "--error-on-warnings", "."] },
  { name: "types and build", command: ["turbo", "run", "typecheck", "build", "--output-logs=errors-only"] },
  { name: "types of the scripts", command: ["tsc", "-p", "scripts"] },
  { name: "workflows", command: script("check-workflows") },
  { name: "documents", command: script("check-docs") },
  { name: "licences", command: script("check-licences") },
  { name: "packages", command: script("check-packages") },
  {
    name: "tests",
    command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${testReport}`],
  },
];

/** Runs a step with its output kept back; resolves to the exit code and that output. */
function runStep({ command }: Step): Promise<{ code: number; output: string }> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", CI: "true", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output: chunks.join("") }));
  });
}

interface TestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

function countTests(): string {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(testReport, "utf8"),
  ) as TestCounts;
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : "";
  return `${numPassedTests} passed, ${numFailedTests} failed${skipped}`;
}

let failed = false;
for (const step of steps) {
  const started = performance.now();
  const { code, output } = await runStep(step);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? "ok    " : "FAILED"} ${step.name} (${seconds} s)\n`);
  if (code !== 0) {
    failed = true;
    process.stdout.write(`${output}\n`);
  }
}
// The last line counts the tests, whatever happened before it.
process.stdout.write(`${countTests()}\n`);
rmSync(scratch, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
