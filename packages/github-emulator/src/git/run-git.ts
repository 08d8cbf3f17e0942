import { startGit } from "./start-git.ts";

/** The outcome of one git command. */
export interface GitOutcome {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A git command that ended with an exit code its caller did not expect. */
export class GitCommandError extends Error {
  override readonly name = "GitCommandError";
  readonly code: number;
  readonly stderr: string;

  constructor(args: readonly string[], outcome: GitOutcome) {
    super(`git ${args.join(" ")} ended with exit code ${outcome.code}: ${outcome.stderr.trim()}`);
    this.code = outcome.code;
    this.stderr = outcome.stderr;
  }
}

/** Runs git and resolves with the outcome, whatever it is. @throws {Error} if git can't be started */
export async function tryGit(
  directory: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<GitOutcome> {
  const { problem, code, stdout, stderr } = await startGit({
    directory,
    args,
    variables,
  });
  if (problem !== null) throw new Error(`git could not be run: ${problem}`);
  return { code, stdout: Buffer.from(stdout), stderr };
}

/** Runs git and returns its output unchanged. @throws {GitCommandError} on a non-zero exit code */
export async function runGit(
  directory: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const outcome = await tryGit(directory, args, variables);
  if (outcome.code !== 0) throw new GitCommandError(args, outcome);
  return outcome.stdout.toString("utf8");
}
