import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Step } from "./steps.ts";

export interface ProgramListener {
  /** One line of output, of whichever stream. */
  onLine(line: string): void;
  /** A message that the program sent with `process.send`. */
  onMessage(message: unknown): void;
}

/** A step's program while it runs. */
export interface RunningProgram {
  /** Resolves to true if it exited with 0. */
  readonly ended: Promise<boolean>;
  /** Ends the program and everything it started. */
  kill(): void;
}

const posix = process.platform !== "win32";

/** Starts a step's program in `cwd`. Only programs that run on this Node can send messages. */
export function runProgram(
  { command: [program, ...args] }: Step,
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
  { onLine, onMessage }: ProgramListener,
): RunningProgram {
  const child: ChildProcess = spawn(program, args, {
    cwd,
    env,
    stdio: program === process.execPath ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
    // biome and the like are .cmd files on Windows, which only a shell can start.
    shell: !posix && program !== process.execPath,
    // In its own process group, so that everything it starts can be ended with it.
    detached: posix,
  });
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const input of streams) createInterface({ input }).on("line", onLine);
  child.on("message", onMessage);
  const ended = new Promise<boolean>((resolve) => {
    child.once("error", (error) => {
      onLine(`${program} could not be started: ${error.message}`);
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  return { ended, kill: () => killTree(child) };
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (!posix) return void child.kill("SIGKILL");
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}
