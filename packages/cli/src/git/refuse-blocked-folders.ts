import { realpathSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { failure } from "../errors.ts";
import { words } from "../words/words.ts";
import { findRepository, pathInRepository, type Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

const submoduleMode = "160000";
const symlinkMode = "120000";

/** A folder and those above it, from the repository's top: `a`, `a/b`, `a/b/c`. */
function stepsTo(folder: string): readonly string[] {
  return folder
    .split("/")
    .filter((name) => name !== "" && name !== ".")
    .map((_, index, names) => names.slice(0, index + 1).join("/"));
}

/**
 * Refuses folders that a commit or a tree doesn't have as folders, or that lead into a submodule: writing a file there would
 * replace what is there.
 *
 * @param folders from the repository's top, with slashes
 * @throws {CliError} naming what is in the way
 */
export async function refuseBlockedFolders(
  root: string,
  tree: string,
  folders: readonly string[],
): Promise<void> {
  const steps = new Set(folders.flatMap(stepsTo));
  if (steps.size === 0) return;
  const listed = await runGit(["ls-tree", "-z", "--full-tree", tree, "--", ...steps], { cwd: root });
  for (const line of listed.split("\0")) {
    const [, mode = "", path = ""] = /^(\d+) [^\t]*\t(.*)$/s.exec(line) ?? [];
    if (mode === "" || mode === "040000") continue;
    const folder = folders.find((one) => `${one}/`.startsWith(`${path}/`)) ?? path;
    if (mode === submoduleMode) throw failure(words().files.inSubmodule(folder, path));
    const kind = mode === symlinkMode ? "symlink" : "file";
    throw failure(words().files.notAFolderIn(path, kind, tree.slice(0, 12)));
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Refuses folders on disk whose files belong to another repository, such as a submodule.
 *
 * @param folders from `root`, with slashes
 * @throws {CliError} naming the submodule
 */
export async function refuseSubmodules(
  repository: Repository,
  root: string,
  folders: readonly string[],
): Promise<void> {
  const place = realpathSync(root);
  const inRepository = folders.map((folder) => pathInRepository(repository, join(place, folder)));
  const steps = new Set(inRepository.flatMap(stepsTo));
  if (steps.size === 0) return;
  const literal = [...steps].map((path) => `:(top,literal)${path}`);
  const staged = await runGit(["ls-files", "--stage", "-z", "--", ...literal], { cwd: repository.root });
  for (const line of staged.split("\0")) {
    const [, mode, path = ""] = /^(\d+) [^\t]*\t(.*)$/s.exec(line) ?? [];
    if (mode === submoduleMode && steps.has(path)) {
      throw failure(
        words().files.inSubmodule(inRepository.find((one) => `${one}/`.startsWith(`${path}/`)) ?? path, path),
      );
    }
  }
  // Also a repository inside that git doesn't know as a submodule.
  for (const folder of inRepository) {
    let existing = folder;
    while (existing !== "." && !isFolder(join(repository.root, existing))) existing = posix.dirname(existing);
    const own = await findRepository(join(repository.root, existing));
    if (own === null || own.root === repository.root) continue;
    throw failure(words().files.inSubmodule(folder, pathInRepository(repository, own.root)));
  }
}
