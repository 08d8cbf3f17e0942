import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { type RunningProgram, runProgram } from "./run-program.ts";

interface Started extends RunningProgram {
  readonly lines: string[];
  readonly messages: unknown[];
}

function start(code: string, program: string = process.execPath): Started {
  const lines: string[] = [];
  const messages: unknown[] = [];
  const running = runProgram(
    { name: "x", command: [program, "-e", code] },
    { cwd: tmpdir(), env: process.env },
    { onLine: (line) => lines.push(line), onMessage: (message) => messages.push(message) },
  );
  return { ...running, lines, messages };
}

it("hands over each line of both streams, and each message", async () => {
  const run = start(
    "console.log('out'); console.error('err'); process.send({ test: 'x' }, () => process.disconnect())",
  );
  expect(await run.ended).toBe(true);
  expect(run.lines.sort()).toEqual(["err", "out"]);
  expect(run.messages).toEqual([{ test: "x" }]);
});

it.each([
  ["exits with another code than 0", "process.exit(3)", process.execPath],
  ["ends by a signal", "process.kill(process.pid, 'SIGKILL')", process.execPath],
  ["can't be started", "", "no-such-program-here"],
])("has failed if it %s", async (_what, code, program) => {
  const run = start(code, program);
  expect(await run.ended).toBe(false);
  if (program !== process.execPath) expect(run.lines.join()).toContain("no-such-program-here");
});

it("ends with what it started when it is killed", async () => {
  // Both hold the same output open: it closes, and the run ends, once both are gone.
  const child = "console.log('here'); setInterval(() => {}, 1000)";
  const run = start(
    `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" });
     setInterval(() => {}, 1000)`,
  );
  await expect.poll(() => run.lines).toEqual(["here"]);
  run.kill();
  expect(await run.ended).toBe(false);
});
