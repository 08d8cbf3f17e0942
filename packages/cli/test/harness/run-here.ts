import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import type timers from "node:timers/promises";
import { inject } from "vitest";
import { environment, nowhere, type Ran, type RunOptions } from "./run-chat-ip.ts";

const load: NodeJS.Require = createRequire(import.meta.url);
const promises: { setTimeout: typeof timers.setTimeout } = load("node:timers/promises");
let running = false;

/** Collects what is written to it. */
function createSink(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}

/** Puts other values in place of some of this process's own, until the function that it returns is called. */
function replaceInProcess(replacements: Readonly<Record<string, unknown>>): () => void {
  const before = Object.keys(replacements).map(
    (name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const,
  );
  for (const [name, value] of Object.entries(replacements)) {
    Object.defineProperty(process, name, { configurable: true, enumerable: true, writable: true, value });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor !== undefined) Object.defineProperty(process, name, descriptor);
    }
  };
}

/** Makes the program's pauses short, until the function that it returns is called: it takes a second look after seconds. */
function shortenPauses(): () => void {
  const { setTimeout: pause } = promises;
  promises.setTimeout = (ms, value, options) => pause(Math.min(ms ?? 1, 1), value, options);
  return () => {
    promises.setTimeout = pause;
  };
}

/**
 * Runs the packed program in this process, with arguments, environment, folder, stdin, stdout and stderr of its own, and
 * without long pauses. That costs a tenth of what a process does. For what concerns the process itself (signals, pipes, several at once, a key on stdin), and for
 * one success and one failure of each command, there is {@link chatIp}.
 */
export async function chatIpHere(
  args: readonly string[],
  { cwd = nowhere, env, input = "" }: Omit<RunOptions, "onStart"> = {},
): Promise<Ran> {
  // It is read synchronously from the process's own stdin, where nothing ever comes.
  if (args.includes("--key-stdin")) throw new Error("A key on stdin needs a process of its own: use chatIp.");
  if (running) throw new Error("One run at a time: await the one before, or use chatIp.");
  running = true;
  const { main }: { main: (args: readonly string[]) => Promise<void> } = load(
    join(dirname(inject("chatIp")), "main.cjs"),
  );
  const [stdout, stderr] = [createSink(), createSink()];
  const [folder, exitCode] = [process.cwd(), process.exitCode];
  const restore = replaceInProcess({
    env: environment(env),
    stdin: Readable.from(input === "" ? [] : [Buffer.from(input)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  const lengthen = shortenPauses();
  try {
    process.chdir(cwd);
    process.exitCode = 0;
    await main(args);
    return { exitCode: Number(process.exitCode), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    restore();
    lengthen();
    process.chdir(folder);
    process.exitCode = exitCode;
    running = false;
  }
}
