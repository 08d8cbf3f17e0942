import { spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { type CliError, failure } from "../errors.ts";
import { oneLine } from "../one-line.ts";
import { words } from "../words/words.ts";

/** What git wrote, and how it ended. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitOptions {
  /** The folder that git works in. */
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Never asks a person, speaks English, and takes no pager or editor. */
const quietly: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_EDITOR: ":",
  LC_ALL: "C",
};

/**
 * Runs the git of this machine with a list of arguments; no shell is involved.
 *
 * @throws {CliError} when there is no git
 */
export async function tryGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const { stdout, ...rest } = await spawnGit(args, options);
  return { ...rest, stdout: stdout.toString("utf8") };
}

async function spawnGit(
  args: readonly string[],
  { cwd, input, env, signal }: GitOptions,
): Promise<Omit<GitResult, "stdout"> & { readonly stdout: Buffer }> {
  const child = spawn("git", ["-c", "core.quotePath=false", ...args], {
    cwd,
    env: { ...process.env, ...quietly, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve(code ?? 128));
  });
  child.stdin.on("error", () => {}); // git may end before it has read everything; its exit code says the rest.
  child.stdin.end(input ?? "");
  try {
    const [stdout, stderr, exitCode] = await Promise.all([buffer(child.stdout), text(child.stderr), exit]);
    return { exitCode, stdout, stderr };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw failure(words().git.noGit, error);
    }
    throw error;
  }
}

/**
 * The same for a command that has to work.
 *
 * @returns what it wrote to stdout
 * @throws {CliError} when git fails, with its words
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<string> {
  return (await runGitBytes(args, options)).toString("utf8");
}

/** The same for output that may be anything. */
export async function runGitBytes(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await spawnGit(args, options);
  if (exitCode === 0) return stdout;
  throw gitFailure(args, exitCode, stderr);
}

/** The end of what git, or a hook, said. */
export function gitWords(stderr: string): string {
  const said = stderr.split("\n").filter((line) => line.trim() !== "");
  return oneLine(said.slice(-3).join(" "), 400);
}

/** The error for a git command that failed, with its words. */
export function gitFailure(args: readonly string[], exitCode: number, stderr: string): CliError {
  const command = args.find((arg) => !arg.startsWith("-")) ?? "";
  return failure(words().git.failed(command, exitCode, gitWords(stderr)));
}
