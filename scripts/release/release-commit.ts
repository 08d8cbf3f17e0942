import { glob, lstat, readFile } from "node:fs/promises";
import { join, posix, sep } from "node:path";
import type { Git } from "./git.ts";
import type { Version } from "./versions.ts";

const trailer = "Source-Commit";

// Fixed, so that everyone who builds the same source gets a commit with the same SHA.
const releaser = { name: "chat-ip release", email: "release@chat-ip.invalid" };

/**
 * Stores a folder as a commit without parents and with the date of its source, so the same folder, version and source give
 * the same SHA. Creates no ref and changes nothing else in the repository.
 *
 * @returns the commit's SHA
 */
export async function commitRelease(
  git: Git,
  { folder, version, source }: { folder: string; version: Version; source: string },
): Promise<string> {
  const entries: string[] = [];
  for (const path of await listFiles(folder)) {
    const blob = await git(["hash-object", "-w", "--stdin", "--no-filters"], {
      input: await readFile(join(folder, path)),
    });
    entries.push(`100644 ${blob}\t${path}`);
  }
  const tree = await writeTree(git, entries);
  const date = `${await git(["show", "--no-patch", "--format=%ct", source])} +0000`;
  return git(["commit-tree", tree, "-m", `chat-ip-action ${version.text}`, "-m", `${trailer}: ${source}`], {
    env: {
      GIT_AUTHOR_NAME: releaser.name,
      GIT_AUTHOR_EMAIL: releaser.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: releaser.name,
      GIT_COMMITTER_EMAIL: releaser.email,
      GIT_COMMITTER_DATE: date,
    },
  });
}

/** The source commit that a release names, or null if `release` isn't a release commit. */
export async function sourceOf(git: Git, release: string): Promise<string | null> {
  const value = await git(["show", "--no-patch", `--format=%(trailers:key=${trailer},valueonly)`, release]);
  return /^[0-9a-f]{40}$/.test(value.trim()) ? value.trim() : null;
}

/** Paths of all files in a folder, sorted, with slashes. @throws {Error} if it contains anything but files and folders */
async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const path of glob("**", { cwd: folder })) {
    const stats = await lstat(join(folder, path));
    if (stats.isFile()) files.push(path.split(sep).join(posix.sep));
    else if (!stats.isDirectory()) throw new Error(`${path} is neither a file nor a folder`);
  }
  return files.sort();
}

// `git mktree` creates one level at a time: first the tree of a folder, then the tree that contains it.
async function writeTree(git: Git, entries: readonly string[]): Promise<string> {
  const here: string[] = [];
  const folders = new Map<string, string[]>();
  for (const entry of entries) {
    const [head = "", path = ""] = entry.split("\t");
    const slash = path.indexOf("/");
    if (slash === -1) here.push(entry);
    else {
      const name = path.slice(0, slash);
      folders.set(name, [...(folders.get(name) ?? []), `${head}\t${path.slice(slash + 1)}`]);
    }
  }
  for (const [name, inside] of folders) here.push(`040000 tree ${await writeTree(git, inside)}\t${name}`);
  const typed = here.map((line) => line.replace(/^100644 (?!blob)/, "100644 blob "));
  return git(["mktree"], { input: `${typed.join("\n")}\n` });
}
