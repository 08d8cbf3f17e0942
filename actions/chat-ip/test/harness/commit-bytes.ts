import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import type { GitHubEmulator } from "@chat-ip/github-emulator";

/** Runs git with bytes on its standard input; what it prints, as bytes. */
export async function gitBytes(directory: string, args: readonly string[], input: Buffer): Promise<Buffer> {
  const child = spawn("git", args, { cwd: directory, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(input);
  return buffer(child.stdout);
}

/** A person's push of files that need not be text: path → bytes, on `main`. */
export async function commitBytes(
  { gitDirectory }: GitHubEmulator,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000);
  const head = `commit refs/heads/main\ncommitter A <a@example.com> ${seconds} +0000\ndata 5\nfiles\nfrom refs/heads/main^0\n`;
  const parts = [...files].flatMap(([path, bytes]) => [
    Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from("\n"),
  ]);
  const commands = Buffer.concat([Buffer.from(head), ...parts, Buffer.from("\n")]);
  await gitBytes(gitDirectory, ["fast-import", "--quiet"], commands);
}
