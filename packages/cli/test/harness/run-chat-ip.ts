import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";

/** How a run of the program ended. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Is given the process as soon as it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** An empty folder. */
export const nowhere: string = mkdtempSync(join(tmpdir(), "chat-ip-nowhere-"));

/** The environment of a run: nothing of the machine's but what programs need. */
export function environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  return { PATH, HOME: nowhere, NODE_COMPILE_CACHE, ...env };
}

/** Runs the packed program. */
export async function chatIp(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd = nowhere, env, input, onStart } = options;
  const child = spawn(process.execPath, [inject("chatIp"), ...args], { cwd, env: environment(env) });
  onStart?.(child);
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  const exit = new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve(code ?? -1));
  });
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { exitCode, stdout, stderr };
}

/** A folder that is removed at the end of the test. */
export interface Place extends AsyncDisposable {
  readonly path: string;
  write(name: string, content: string): Promise<void>;
  read(name: string): Promise<string>;
}

export async function createPlace(files: Readonly<Record<string, string>> = {}): Promise<Place> {
  const path = mkdtempSync(join(tmpdir(), "chat-ip-place-"));
  const write = async (name: string, content: string): Promise<void> => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  };
  for (const [name, content] of Object.entries(files)) await write(name, content);
  const read = (name: string): Promise<string> => readFile(join(path, name), "utf8");
  return { path, write, read, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Another folder that holds the same, for what takes git a while to make. */
export async function copyOf({ path }: Pick<Place, "path">): Promise<Place> {
  const place = await createPlace();
  cpSync(path, place.path, { recursive: true });
  return place;
}
