import { spawn } from "node:child_process";

/** A git command that failed, with its error output. */
export class GitError extends Error {
  override readonly name = "GitError";
  readonly stderr: string;

  constructor(args: readonly string[], stderr: string) {
    super(`git ${args[0] ?? ""} failed: ${stderr.trim()}`);
    this.stderr = stderr;
  }
}

export interface GitOptions {
  /** Added to the process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
}

/**
 * Runs git in one repository.
 *
 * @returns standard output without the line break at its end
 * @throws {GitError} if the exit code of git isn't 0
 */
export type Git = (args: readonly string[], options?: GitOptions) => Promise<string>;

/** Makes a function that runs git in `folder`. */
export function gitIn(folder: string): Git {
  return (args, { env = {}, input = "" } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn("git", args, { cwd: folder, env: { ...process.env, ...env } });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      child.once("error", reject);
      child.once("close", (code) => {
        if (code === 0) resolve(Buffer.concat(stdout).toString().replace(/\n$/, ""));
        else reject(new GitError(args, Buffer.concat(stderr).toString()));
      });
      // Git may exit before it has read everything. Its exit code then says why.
      child.stdin.on("error", () => {});
      child.stdin.end(input);
    });
}

/** The commit that a name refers to, or null if there is none. */
export async function resolveCommit(git: Git, name: string): Promise<string | null> {
  try {
    return await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** The parents of a commit. */
export async function parentsOf(git: Git, commit: string): Promise<string[]> {
  const list = await git(["show", "--no-patch", "--format=%P", commit]);
  return list === "" ? [] : list.split(" ");
}

/** Whether `commit` is `of` or one of its ancestors. */
export async function isAncestor(git: Git, commit: string, of: string): Promise<boolean> {
  try {
    await git(["merge-base", "--is-ancestor", commit, of]);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}
