import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { failure } from "../errors.ts";
import { words } from "../words/words.ts";
import { findRepository, pathInRepository, type Repository } from "./repository.ts";
import { gitWords, runGit, tryGit } from "./run-git.ts";

/** Whether a branch is checked out, so that a commit belongs to one. */
export async function isOnBranch(root: string): Promise<boolean> {
  return (await tryGit(["symbolic-ref", "--quiet", "HEAD"], { cwd: root })).exitCode === 0;
}

/** The repository of a folder, if commits can be made in it. @throws {CliError} when they can't */
export async function repositoryToCommitTo(root: string): Promise<Repository> {
  const repository = await findRepository(root);
  if (repository === null) {
    throw failure(words().git.noRepository(root));
  }
  for (const [ref, state] of [
    ["MERGE_HEAD", "merge"],
    ["REBASE_HEAD", "rebase"],
    ["CHERRY_PICK_HEAD", "cherry-pick"],
    ["REVERT_HEAD", "revert"],
  ] as const) {
    const { exitCode } = await tryGit(["rev-parse", "--quiet", "--verify", ref], { cwd: root });
    if (exitCode === 0) throw failure(words().git.inTheMiddle(state));
  }
  return repository;
}

const literal = (path: string): string => `:(top,literal)${path}`;

/**
 * Commits the given files as they are on disk, and nothing else: what a person has staged stays staged and uncommitted.
 *
 * @param files paths from the root, with slashes; deleted files too. Of `others`, those that git ignores are left out.
 * @returns the commit, or null when HEAD has the files already
 * @throws {CliError} when git refuses, such as a hook does, with its words; the files stay written
 */
export async function commitFiles(
  root: string,
  files: { readonly written: readonly string[]; readonly others: readonly string[] },
  message: string,
): Promise<string | null> {
  const repository = await repositoryToCommitTo(root);
  const place = realpathSync(root);
  const inGit = { cwd: repository.root };
  const placeOf = (path: string): string => pathInRepository(repository, join(place, path));
  const written = new Set(files.written.map(placeOf));
  const inRepository = [...new Set([...written, ...files.others.map(placeOf)])];
  const tracked = new Set(
    (await runGit(["ls-files", "-z", "--", ...inRepository.map(literal)], inGit)).split("\0"),
  );
  // A file that was deleted and that git never knew is nothing to commit.
  const there = inRepository.filter((path) => tracked.has(path) || existsSync(join(repository.root, path)));
  const untracked = there.filter((path) => !tracked.has(path));
  const input = untracked.map((path) => `${path}\0`).join("");
  const listed = await tryGit(["check-ignore", "-z", "--stdin"], { ...inGit, input });
  const ignored = new Set(listed.stdout.split("\0").filter((path) => path !== ""));
  const refused = [...ignored].filter((path) => written.has(path));
  if (refused.length > 0) throw failure(words().git.ignored(refused));
  const specs = there.filter((path) => !ignored.has(path)).map(literal);
  if (specs.length === 0) return null;
  await runGit(["add", "--all", "--", ...specs], inGit);
  const changed = await tryGit(["diff", "--cached", "--quiet", "--", ...specs], inGit);
  if (changed.exitCode === 0) return null;
  const args = ["commit", "--quiet", "--only", "--file=-", "--", ...specs];
  const { exitCode, stderr } = await tryGit(args, { ...inGit, input: message });
  if (exitCode !== 0) {
    if (/tell me who you are|empty ident|unable to auto-detect email/i.test(stderr)) {
      throw failure(words().git.nobodyCommits(true));
    }
    throw failure(words().git.commitFailed(gitWords(stderr)));
  }
  return (await runGit(["rev-parse", "HEAD"], inGit)).trim();
}
