import { describe, expect, it } from "vitest";
import type { Git } from "./git.ts";
import { pushRelease } from "./push-release.ts";
import { createSourceRepository, type SourceRepository, sources } from "./test/source-repository.ts";
import { parseVersion, type Version } from "./versions.ts";

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === null) throw new Error(`not a version: ${text}`);
  return parsed;
}

async function tagsOf(source: SourceRepository): Promise<Record<string, string>> {
  const lines = await source.remoteGit([
    "for-each-ref",
    "--format=%(refname:strip=2) %(objectname)",
    "refs/tags",
  ]);
  return Object.fromEntries(
    lines
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split(" ")),
  );
}

describe("pushRelease", () => {
  it("creates all three tags, and touches nothing else", async () => {
    await using source = await createSourceRepository();
    const commit = await source.commit(sources("1.2.3"));
    const { tags } = await pushRelease(source.git, { remote: "origin", version: version("1.2.3"), commit });
    expect(tags).toEqual(["v1.2.3", "v1.2", "v1"]);
    expect(await tagsOf(source)).toEqual({ v1: commit, "v1.2": commit, "v1.2.3": commit });
    expect(await source.remoteGit(["for-each-ref", "--format=%(refname)", "refs/heads"])).toBe(
      "refs/heads/main",
    );
  });

  it("moves v1 and v1.2 to a newer release, and leaves the older version's own tag", async () => {
    await using source = await createSourceRepository();
    const older = await source.commit(sources("1.2.3"));
    await pushRelease(source.git, { remote: "origin", version: version("1.2.3"), commit: older });
    const newer = await source.commit(sources("1.2.4"));
    await pushRelease(source.git, { remote: "origin", version: version("1.2.4"), commit: newer });
    expect(await tagsOf(source)).toEqual({ v1: newer, "v1.2": newer, "v1.2.3": older, "v1.2.4": newer });
  });

  it("changes nothing where the remote has the release", async () => {
    await using source = await createSourceRepository();
    const commit = await source.commit(sources("1.0.0"));
    const release = { remote: "origin", version: version("1.0.0"), commit };
    await pushRelease(source.git, release);
    expect(await pushRelease(source.git, release)).toEqual({ tags: [] });
  });

  it("refuses a version that the remote has with different content, and moves no tag", async () => {
    await using source = await createSourceRepository();
    const first = await source.commit(sources("1.0.0"));
    await pushRelease(source.git, { remote: "origin", version: version("1.0.0"), commit: first });
    const second = await source.commit(sources("1.0.0", "other"));
    const push = pushRelease(source.git, { remote: "origin", version: version("1.0.0"), commit: second });
    await expect(push).rejects.toThrow("v1.0.0 exists on origin with different content");
    expect(await tagsOf(source)).toEqual({ v1: first, "v1.0": first, "v1.0.0": first });
  });

  it("moves an annotated v1 that a person made", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await source.git(["tag", "--annotate", "--message", "by hand", "v1"]);
    await source.git(["push", "--quiet", "origin", "v1"]);
    const commit = await source.commit(sources("1.0.1"));
    await pushRelease(source.git, { remote: "origin", version: version("1.0.1"), commit });
    expect((await tagsOf(source)).v1).toBe(commit);
  });

  it("pushes no tag at all where v1 moved between looking and pushing", async () => {
    await using source = await createSourceRepository();
    const seen = await source.commit(sources("1.0.0"));
    await source.git(["push", "--quiet", "origin", `${seen}:refs/tags/v1`]);
    const commit = await source.commit(sources("1.0.1"));
    const racing: Git = async (args, options) => {
      if (args[0] === "push") await source.remoteGit(["update-ref", "refs/tags/v1", commit]);
      return source.git(args, options);
    };
    const other = await source.commit(sources("1.0.2"));
    const push = pushRelease(racing, { remote: "origin", version: version("1.0.2"), commit: other });
    await expect(push).rejects.toThrow("stale info");
    expect(await tagsOf(source)).toEqual({ v1: commit });
  });
});
