// A process of its own that runs git for another one, see start-git.ts: commands come in as messages, and what came of
// them goes out.
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
