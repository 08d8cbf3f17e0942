import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { failure } from "../errors.ts";
import { refuseBlockedFolders } from "../git/refuse-blocked-folders.ts";
import { gitFailure, runGit, tryGit } from "../git/run-git.ts";
import { words } from "../words/words.ts";

export interface NewCommit {
  /** The tree to start from: a commit or a tree. */
  readonly tree: string;
  readonly parents: readonly string[];
  /** Paths from the repository's top to their new texts; null deletes. */
  readonly texts: ReadonlyMap<string, string | null>;
  readonly message: string;
}

/**
 * Makes a commit without touching the working tree, the index or any branch.
 *
 * @returns its hash
 */
export async function makeCommit(
  root: string,
  { tree, parents, texts, message }: NewCommit,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chat-ip-index-"));
  try {
    const options = { cwd: root, env: { GIT_INDEX_FILE: join(folder, "index") } };
    await refuseBlockedFolders(
      root,
      tree,
      [...texts.keys()].map((path) => posix.dirname(path)),
    );
    await runGit(["read-tree", tree], options);
    const lines: string[] = [];
    for (const [path, text] of texts) {
      if (text === null) lines.push(`0 ${"0".repeat(tree.length)}\t${path}`);
      else {
        const blob = (await runGit(["hash-object", "-w", "--stdin"], { ...options, input: text })).trim();
        lines.push(`100644 ${blob}\t${path}`);
      }
    }
    await runGit(["update-index", "-z", "--index-info"], {
      ...options,
      input: lines.map((line) => `${line}\0`).join(""),
    });
    const newTree = (await runGit(["write-tree"], options)).trim();
    const sign = await tryGit(["config", "--type=bool", "--get", "commit.gpgSign"], { cwd: root });
    const args = [
      "commit-tree",
      ...(sign.stdout.trim() === "true" ? ["-S"] : []),
      ...parents.flatMap((parent) => ["-p", parent]),
      newTree,
    ];
    const made = await tryGit(args, { cwd: root, input: message });
    if (made.exitCode === 0) return made.stdout.trim();
    if (/tell me who you are|empty ident|auto-detect email/i.test(made.stderr)) {
      throw failure(words().git.nobodyCommits(false));
    }
    throw gitFailure(args, made.exitCode, made.stderr);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The tree of a branch with its base merged in. Conflicts in `ours` don't count, since those files are written anew.
 *
 * @throws {CliError} when other files conflict
 */
export async function mergedTree(
  root: string,
  branch: string,
  base: string,
  ours: (path: string) => boolean,
): Promise<string> {
  const args = ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", branch, base];
  const { exitCode, stdout, stderr } = await tryGit(args, { cwd: root });
  if (exitCode > 1) {
    if (/usage:|unknown option|not a valid/i.test(stderr)) {
      throw failure(words().git.oldGit);
    }
    throw gitFailure(args, exitCode, stderr);
  }
  const [tree = "", ...conflicts] = stdout.split("\0").filter((part) => part !== "");
  const others = conflicts.filter((path) => !ours(path));
  if (others.length === 0) return tree;
  throw failure(words().git.conflicts(others.slice(0, 3)));
}
