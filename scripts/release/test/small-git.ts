import { startGit } from "../../../packages/github-emulator/src/git/start-git.ts";
import { type Git, GitError } from "../git.ts";

/**
 * Does what `gitIn` does, but has git started by a small process: the process of the tests is large by now, and the larger a
 * process, the longer it takes to start another.
 */
export function smallGitIn(folder: string): Git {
  return async (args, { env = {}, input = "" } = {}) => {
    const command = { directory: folder, args, variables: env, input: Buffer.from(input) };
    const { problem, code, stdout, stderr } = await startGit(command);
    if (problem !== null) throw new Error(problem);
    if (code !== 0) throw new GitError(args, stderr);
    return Buffer.from(stdout).toString().replace(/\n$/, "");
  };
}
