import { type Git, isAncestor, resolveCommit } from "./git.ts";
import { commitRelease, sourceOf } from "./release-commit.ts";
import { type BuildTree, withSourceBuild } from "./source-build.ts";
import { expectedTags, parseVersion, type Version } from "./versions.ts";

export interface Verification {
  readonly release: string;
  /** Null if the tag isn't a release commit. */
  readonly source: string | null;
  /** Empty if the release is byte for byte what its source builds. */
  readonly problems: readonly string[];
}

/**
 * Builds the source of a release again and compares every file, its mode, and the commit itself. Then checks that `vX.Y` and
 * `vX` point to the newest release of their lines.
 *
 * Building runs the source's code. A source that isn't on main was not reviewed, so it is reported and not built.
 *
 * @param tag such as `v1.2.3`, of the repository that `git` runs in
 * @throws {Error} if there is no such tag, or no main to compare with
 */
export async function verifyRelease(git: Git, tag: string, build: BuildTree): Promise<Verification> {
  const version = parseVersion(tag);
  if (version === null || tag !== `v${version.text}`)
    throw new Error(`"${tag}" is not a release tag such as v1.2.3`);
  const release = await resolveCommit(git, `refs/tags/${tag}`);
  if (release === null) throw new Error(`there is no tag ${tag} here; fetch it: git fetch origin tag ${tag}`);

  const source = await sourceOf(git, release);
  if (source === null) return { release, source, problems: [`${tag} doesn't name a source commit`] };
  if ((await resolveCommit(git, source)) === null) {
    throw new Error(
      `the source ${source} of ${tag} is not here; fetch it: git fetch --unshallow origin main`,
    );
  }

  const problems: string[] = [];
  const main =
    (await resolveCommit(git, "refs/remotes/origin/main")) ?? (await resolveCommit(git, "refs/heads/main"));
  if (main === null)
    throw new Error("there is no branch main here to find the source on; fetch it: git fetch origin main");
  if (!(await isAncestor(git, source, main))) {
    const problem = `its source ${source} is not on main, so it was not reviewed there and was not built`;
    return { release, source, problems: [problem] };
  }
  await withSourceBuild(git, source, build, async ({ folder, version: sourceVersion }) => {
    if (sourceVersion !== version.text) problems.push(`${tag} is version ${sourceVersion} in its source`);
    const rebuilt = await commitRelease(git, { folder, version, source });
    const before = problems.length;
    problems.push(...(await compareTrees(git, release, rebuilt)));
    if (rebuilt !== release && problems.length === before) {
      problems.push(
        `every file is the same, but the commit is ${release} and not ${rebuilt}: its message, author, date or parent differs`,
      );
    }
  });
  problems.push(...(await checkMovingTags(git, version)));
  return { release, source, problems };
}

async function checkMovingTags(git: Git, version: Version): Promise<string[]> {
  const tags = (await git(["tag", "--list"])).split("\n");
  const problems: string[] = [];
  for (const [moving, newest] of expectedTags(version, tags)) {
    const commit = await resolveCommit(git, `refs/tags/${moving}`);
    const wanted = await resolveCommit(git, `refs/tags/${newest}`);
    if (commit === null) problems.push(`there is no tag ${moving} here; fetch all tags: git fetch --tags`);
    else if (commit !== wanted) {
      problems.push(
        `${moving} is at ${commit}, and not at ${newest} (${wanted}), the newest release of its line`,
      );
    }
  }
  return problems;
}

async function compareTrees(git: Git, released: string, rebuilt: string): Promise<string[]> {
  const list = await git(["diff-tree", "-r", "--no-renames", "-z", released, rebuilt]);
  const fields = list.split("\0");
  const problems: string[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, , before = "", after = "", status = ""] = (fields[index] ?? "").split(" ");
    const path = fields[index + 1] ?? "";
    if (status === "A") problems.push(`${path} is missing from the release`);
    else if (status === "D") problems.push(`${path} is in the release, but its source doesn't build it`);
    else if (before === after) problems.push(`${path} has a different mode in the release`);
    else problems.push(`${path} differs from what its source builds`);
  }
  return problems;
}
