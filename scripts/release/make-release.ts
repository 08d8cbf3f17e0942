import { type Git, isAncestor, parentsOf, resolveCommit } from "./git.ts";
import { commitRelease, sourceOf } from "./release-commit.ts";
import { type BuildTree, withSourceBuild } from "./source-build.ts";
import { movingTags, parseVersion, type Version } from "./versions.ts";

/** A release commit, here or about to be pushed. */
export interface Release {
  readonly version: Version;
  readonly commit: string;
}

/**
 * Builds the commit that main names and tags it in this repository.
 *
 * @returns null if `ifNew` is set and the version is already tagged or still 0.0.0
 * @throws {Error} when the working copy isn't a clean main, the version is still 0.0.0, or its tag has different content
 */
export async function releaseAction(
  git: Git,
  { build, ifNew }: { build: BuildTree; ifNew: boolean },
): Promise<Release | null> {
  const source = await git(["rev-parse", "HEAD"]);
  const version = await versionAt(git, source);
  const tag = `refs/tags/v${version.text}`;
  const tagged = await resolveCommit(git, tag);
  const unversioned = version.text === "0.0.0";
  if (ifNew && (unversioned || tagged !== null)) return null;
  if (unversioned) throw new Error("the Action has version 0.0.0; raise it first: npm run changeset version");

  const changes = await git(["status", "--porcelain"]);
  if (changes !== "")
    throw new Error(`the working copy has uncommitted changes; commit or remove them first:\n${changes}`);
  const main =
    (await resolveCommit(git, "refs/heads/main")) ?? (await resolveCommit(git, "refs/remotes/origin/main"));
  if (source !== main) throw new Error("HEAD is not the tip of main; releases are made from main");

  return withSourceBuild(git, source, build, async ({ folder }) => {
    const commit = await commitRelease(git, { folder, version, source });
    if (tagged !== null && tagged !== commit) {
      throw new Error(
        `v${version.text} is already tagged here with different content (${tagged}). A released version never changes; raise the version.`,
      );
    }
    const tags = (await git(["tag", "--list"])).split("\n");
    for (const moving of movingTags(version, tags)) await git(["update-ref", `refs/tags/${moving}`, commit]);
    await git(["update-ref", tag, commit]);
    return { version, commit };
  });
}

/**
 * Takes a release out of a bundle, for a machine that pushes and doesn't build. A release depends only on its
 * source, so another machine must have built the same commit: a single changed byte gives another SHA.
 *
 * @param rebuilt the full SHA of the release commit that another machine built from the same source
 * @throws {Error} if the bundle's tag isn't that commit, has parents, or isn't a release of this version from a commit in
 *   HEAD's history
 */
export async function readBundle(
  git: Git,
  { file, tag, rebuilt }: { file: string; tag: string; rebuilt: string },
): Promise<Release> {
  const version = parseVersion(tag);
  if (version === null || tag !== `v${version.text}`)
    throw new Error(`"${tag}" is not a release tag such as v1.2.3`);
  await git(["fetch", "--quiet", "--no-tags", file, `refs/tags/${tag}`]);
  if (!/^[0-9a-f]{40}$/.test(rebuilt))
    throw new Error(`"${rebuilt}" is not the full SHA of the commit that another machine built`);
  const commit = await git(["rev-parse", "FETCH_HEAD"]);
  const object = await git(["cat-file", "-t", commit]);
  if (object !== "commit") throw new Error(`${tag} in the bundle is a ${object}, not a commit`);
  if (commit !== rebuilt) {
    throw new Error(
      `${tag} in the bundle is ${commit}, but another machine built ${rebuilt} from the same source. Nothing was pushed, because one of the machines changed what it built.`,
    );
  }
  if ((await parentsOf(git, commit)).length > 0)
    throw new Error(`${tag} in the bundle has parents; a release commit must not have any`);
  const source = await sourceOf(git, commit);
  if (source === null || !(await isAncestor(git, source, "HEAD"))) {
    throw new Error(`${tag} in the bundle was not made from a commit of this branch`);
  }
  const expected = await versionAt(git, source);
  if (expected.text !== version.text)
    throw new Error(`${tag} in the bundle has version ${expected.text} in its source`);
  return { version, commit };
}

async function versionAt(git: Git, commit: string): Promise<Version> {
  const manifest: { version: string } = JSON.parse(
    await git(["show", `${commit}:actions/chat-ip/package.json`]),
  );
  const version = parseVersion(manifest.version);
  if (version === null)
    throw new Error(`actions/chat-ip/package.json: "${manifest.version}" is not a version`);
  return version;
}
