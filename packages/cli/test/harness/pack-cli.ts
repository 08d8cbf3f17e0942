import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { buildCli } from "../../build.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The program as it is in the tarball, unpacked into a folder where nothing else is. */
    readonly chatIp: string;
  }
}

const run = promisify(execFile);
const home: string = fileURLToPath(new URL("../..", import.meta.url));

/** Builds and packs a copy of the package as a release does, and unpacks it into a folder without node_modules. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "chat-ip-cli-"));
  // Another check may pack the package itself at the same time.
  const copy = join(folder, "copy");
  await cp(home, copy, {
    recursive: true,
    filter: (path) => !["dist", "node_modules"].includes(basename(path)),
  });
  await buildCli(join(copy, "dist"));
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", args, { cwd: copy });
  const [packed]: { filename: string }[] = JSON.parse(stdout);
  await mkdir(join(folder, "unpacked"));
  await run("tar", ["-xzf", join(folder, packed?.filename ?? ""), "-C", join(folder, "unpacked")]);
  project.provide("chatIp", join(folder, "unpacked/package/dist/chat-ip.cjs"));
  return () => rm(folder, { recursive: true });
}
