import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gitIn } from "./git.ts";

/** Copies a working copy with uncommitted changes, but without ignored files. */
export async function copyWorkingCopy(from: string, to: string): Promise<void> {
  const git = gitIn(from);
  const list = await git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  const deleted = new Set((await git(["ls-files", "-z", "--deleted"])).split("\0"));
  for (const path of list.split("\0").filter((path) => path !== "" && !deleted.has(path))) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await cp(join(from, path), join(to, path));
  }
}
