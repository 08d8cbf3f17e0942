import { posix } from "node:path";
import { failure, usageError } from "../errors.ts";
import { refuseBlockedFolders } from "../git/refuse-blocked-folders.ts";
import { runGitBytes, tryGit } from "../git/run-git.ts";
import { oneLine } from "../one-line.ts";
import { words } from "../words/words.ts";
import { type FindFiles, managedNames } from "./managed-files.ts";

/**
 * The commit that a name stands for.
 *
 * @throws {CliError} when there is none
 */
export async function resolveCommit(root: string, name: string): Promise<string> {
  const args = ["rev-parse", "--quiet", "--verify", "--end-of-options", `${name}^{commit}`];
  const { exitCode, stdout } = await tryGit(args, { cwd: root });
  if (exitCode === 0) return stdout.trim();
  throw usageError(words().files.notACommit(oneLine(name, 80)));
}

/** Finds the managed files of folders at a commit. Paths start from the repository's top, with slashes. */
export function findInCommit(root: string, commit: string): FindFiles {
  return async (folder) => {
    await refuseBlockedFolders(root, commit, [folder]);
    const listed = await runGitBytes(["ls-tree", "-z", "--full-tree", commit, "--", `${folder}/`], {
      cwd: root,
    });
    const names = new Set(managedNames);
    const blobs: { readonly name: string; readonly id: string }[] = [];
    for (const line of listed.toString("utf8").split("\0")) {
      const match = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line);
      const [, mode = "", type = "", id = "", path = ""] = match ?? [];
      const name = posix.basename(path);
      if (match === null || !names.has(name)) continue;
      if (type !== "blob" || mode === "120000") {
        throw failure(words().files.notAPlainFileIn(path, commit.slice(0, 12)));
      }
      blobs.push({ name, id });
    }
    const contents = await readBlobs(
      root,
      blobs.map(({ id }) => id),
    );
    return new Map(
      blobs.map(
        ({ name, id }) => [name, { type: "file", bytes: contents.get(id) ?? Buffer.alloc(0) }] as const,
      ),
    );
  };
}

/** Reads blobs by one `git cat-file --batch`. */
async function readBlobs(root: string, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  if (ids.length === 0) return blobs;
  const input = ids.map((id) => `${id}\n`).join("");
  const output = await runGitBytes(["cat-file", "--batch"], { cwd: root, input });
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf(10, at);
    const size = Number(output.subarray(at, end).toString().split(" ")[2]);
    if (end < 0 || !Number.isInteger(size)) throw failure(words().git.noContent(id));
    blobs.set(id, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return blobs;
}
