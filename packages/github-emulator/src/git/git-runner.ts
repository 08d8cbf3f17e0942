// A separate process that runs git for its parent (see start-git.ts). It receives commands and sends their outcomes, both as
// messages.
import { execFile } from "node:child_process";
import type { GitCommand, GitReply } from "./start-git.ts";

function run({ id, directory, args, environment }: GitCommand): void {
  const options = { cwd: directory, env: environment, maxBuffer: 256 * 1024 * 1024 };
  execFile("git", args, { ...options, encoding: "buffer" }, (error, stdout, stderr) => {
    const problem = error !== null && typeof error.code !== "number" ? error.message : null;
    const code = error === null ? 0 : Number(error.code);
    const reply: GitReply = { id, problem, code, stdout, stderr: stderr.toString("utf8") };
    process.send?.(reply);
  });
}

process.on("message", run);
