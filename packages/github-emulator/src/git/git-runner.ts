// A separate process that runs git for its parent (see start-git.ts). It receives commands and sends their outcomes, both as
// messages.
import { execFile } from "node:child_process";
import type { GitCommand, GitReply } from "./start-git.ts";

function run({ id, directory, args, variables, input }: GitCommand): void {
  const options = { cwd: directory, env: { ...process.env, ...variables }, maxBuffer: 256 * 1024 * 1024 };
  const child = execFile("git", args, { ...options, encoding: "buffer" }, (error, stdout, stderr) => {
    const problem = error !== null && typeof error.code !== "number" ? error.message : null;
    const code = error === null ? 0 : Number(error.code);
    const reply: GitReply = { id, problem, code, stdout, stderr: stderr.toString("utf8") };
    process.send?.(reply);
  });
  // Git may exit before it has read everything. Its exit code then says why.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
}

process.on("message", run);
