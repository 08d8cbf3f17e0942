import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { pinnedPnpm } from "./pinned-pnpm.mjs";

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program without a shell and waits until it ends.
 *
 * @returns its standard output
 * @throws {Error} with all of its output if its exit code isn't 0
 */
export function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env = {} }: CommandOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // npm and pnpm are .cmd files on Windows, which only a shell can start.
      shell: process.platform === "win32",
    });
    const stdout: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout.push(chunk);
      all.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => all.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(Buffer.concat(stdout).toString());
      else {
        const command = [program, ...args].join(" ");
        reject(new Error(`${command} exited with ${code}\n${Buffer.concat(all).toString()}`.trimEnd()));
      }
    });
  });
}

/** Runs the pnpm that `packageManager` pins; npm fetches it on first use, and its hash is checked. */
export function runPnpm(
  packageManager: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const path = `${pinnedPnpm(packageManager)}${delimiter}${process.env.PATH}`;
  return runCommand(["pnpm", ...args], { ...options, env: { ...options.env, PATH: path } });
}
