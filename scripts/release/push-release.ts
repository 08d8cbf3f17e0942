import type { Git } from "./git.ts";
import { movingTags, type Version } from "./versions.ts";

/** What a push changed: the tags it created or moved; none if the remote already had them all. */
export interface PushedRelease {
  readonly tags: readonly string[];
}

/**
 * Tags a release commit on a remote, all tags or none. `vX.Y.Z` is only ever created; `vX.Y` and `vX` move, but only from
 * where they were seen, so that two simultaneous releases can't undo each other.
 *
 * @param remote name or address of a repository that git may push to
 * @throws {Error} if the remote has `vX.Y.Z` with different content
 * @throws {GitError} if the remote refuses, or a tag moved in the meantime
 */
export async function pushRelease(
  git: Git,
  { remote, version, commit }: { remote: string; version: Version; commit: string },
): Promise<PushedRelease> {
  const tags = await remoteTags(git, remote);
  const own = `v${version.text}`;
  const existing = tags.get(own);
  if (existing !== undefined && existing.commit !== commit) {
    throw new Error(
      `${own} exists on ${remote} with different content (${existing.commit}). A released version never changes; raise the version.`,
    );
  }
  const moving = movingTags(version, tags.keys()).filter((tag) => tags.get(tag)?.commit !== commit);
  // A lease forces only its own ref, and only if it still has the object that was seen. A "+" would force it from any state.
  const leases = moving.map((tag) => `--force-with-lease=refs/tags/${tag}:${tags.get(tag)?.object ?? ""}`);
  const refspecs = moving.map((tag) => `${commit}:refs/tags/${tag}`);
  if (existing === undefined) refspecs.unshift(`${commit}:refs/tags/${own}`);
  if (refspecs.length > 0) await git(["push", "--quiet", "--atomic", ...leases, remote, ...refspecs]);
  return { tags: existing === undefined ? [own, ...moving] : moving };
}

/** The object a tag points to and its commit, which differ if the tag is annotated. */
interface RemoteTag {
  readonly object: string;
  readonly commit: string;
}

async function remoteTags(git: Git, remote: string): Promise<Map<string, RemoteTag>> {
  const tags = new Map<string, RemoteTag>();
  for (const line of (await git(["ls-remote", "--tags", remote])).split("\n")) {
    const [id = "", ref = ""] = line.split("\t");
    const match = /^refs\/tags\/(.+?)(\^\{\})?$/.exec(ref);
    if (!match) continue;
    const [, name = "", peeled] = match;
    // An annotated tag has two lines: its own, then the peeled one.
    tags.set(name, { object: peeled ? (tags.get(name)?.object ?? id) : id, commit: id });
  }
  return tags;
}
