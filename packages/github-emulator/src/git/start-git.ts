import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { gitEnvironment } from "./git-environment.ts";

export interface GitCommand {
  readonly id: number;
  readonly directory: string;
  readonly args: readonly string[];
  /** Besides the environment that this process had when it first ran git. */
  readonly variables: Readonly<Record<string, string>>;
  /** What git reads from standard input. */
  readonly input?: Uint8Array;
}

export interface GitReply {
  readonly id: number;
  /** Why git could not be started, or null. */
  readonly problem: string | null;
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** The source and the build have the runner beside this file, each with its own ending. */
const script: string = fileURLToPath(new URL(`./git-runner${extname(import.meta.url)}`, import.meta.url));

const waiting = new Map<number, (reply: GitReply) => void>();
let commands = 0;
let runner: ChildProcess | null = null;

/**
 * Runs git from a small separate process, which is started on first use. The larger a process, the longer it takes to start
 * another: with GitHub's whole description loaded, ten times as long.
 */
export function startGit(command: Omit<GitCommand, "id">): Promise<GitReply> {
  commands += 1;
  const id = commands;
  const child = runner ?? startRunner();
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    // It keeps this process alive only while there is something to wait for.
    child.channel?.ref();
    child.send({ ...command, id });
  });
}

function startRunner(): ChildProcess {
  const child = fork(script, [], {
    env: gitEnvironment(),
    execArgv: [],
    serialization: "advanced",
    stdio: "ignore",
  });
  child.unref();
  child.on("message", (reply: GitReply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
    if (waiting.size === 0) child.channel?.unref();
  });
  child.on("exit", () => {
    runner = null;
    const problem = "the process that runs it ended";
    for (const [id, resolve] of waiting)
      resolve({ id, problem, code: 0, stdout: new Uint8Array(), stderr: "" });
    waiting.clear();
  });
  runner = child;
  return child;
}
