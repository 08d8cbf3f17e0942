import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPnpm } from "../run-command.ts";
import type { Git } from "./git.ts";

/** Builds the release tree of a checkout into a folder. */
export type BuildTree = (checkout: string, folder: string) => Promise<void>;

/**
 * Checks out a source commit into a temporary folder, builds its release tree there, passes it on, and removes both
 * afterwards. Never builds in the working copy, whose ignored files could end up in a release.
 */
export async function withSourceBuild<T>(
  git: Git,
  source: string,
  build: BuildTree,
  use: (tree: { folder: string; version: string }) => Promise<T>,
): Promise<T> {
  const place = await mkdtemp(join(tmpdir(), "chat-ip-release-"));
  const checkout = join(place, "source");
  const folder = join(place, "tree");
  try {
    await git(["worktree", "add", "--quiet", "--detach", checkout, source]);
    await build(checkout, folder);
    const manifest: { version: string } = JSON.parse(
      await readFile(join(checkout, "actions/chat-ip/package.json"), "utf8"),
    );
    return await use({ folder, version: manifest.version });
  } finally {
    await rm(place, { recursive: true, force: true });
    await git(["worktree", "prune"]);
  }
}

/** Installs the checkout's locked dependencies and runs its own build. */
export const installAndBuild: BuildTree = async (checkout, folder) => {
  const { packageManager }: { packageManager: string } = JSON.parse(
    await readFile(join(checkout, "package.json"), "utf8"),
  );
  await runPnpm(packageManager, ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: checkout });
  const script = ["node", "--conditions=@chat-ip/source", "scripts/release/build-release-tree.ts", folder];
  await runPnpm(packageManager, ["exec", ...script], { cwd: checkout });
};
