import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Git } from "./git.ts";
import { readBundle, releaseAction } from "./make-release.ts";
import { pushRelease } from "./push-release.ts";
import { copyTree, createSourceRepository, sources } from "./test/source-repository.ts";

const options = { build: copyTree, ifNew: false };

describe("releaseAction", () => {
  it("makes a commit without parents whose root is the built tree, and tags it", async () => {
    await using source = await createSourceRepository();
    const head = await source.commit(sources("1.2.3"));
    const release = await releaseAction(source.git, options);
    const commit = release?.commit ?? "";

    expect((await source.git(["ls-tree", "-r", commit])).replace(/ [0-9a-f]{40}\t/g, " ")).toBe(
      [
        "100644 blob README.md",
        "100644 blob action.yml",
        "100644 blob dist/deep/er/file.txt",
        "100644 blob dist/index.js",
      ].join("\n"),
    );
    const format = "--format=%P|%s|%(trailers:key=Source-Commit,valueonly,separator=)";
    expect(await source.git(["show", "--no-patch", format, commit])).toBe(`|chat-ip-action 1.2.3|${head}`);
    for (const tag of ["v1.2.3", "v1.2", "v1"]) expect(await source.git(["rev-parse", tag])).toBe(commit);
    await source.git(["fsck", "--strict"]);
  });

  it("stores bytes as they were built, whatever git is told about line ends", async () => {
    await using source = await createSourceRepository();
    await source.git(["config", "core.autocrlf", "true"]);
    await source.commit({ ...sources("1.0.0"), "tree/.gitattributes": "* text=auto eol=lf\n" });
    const folderBuild = async (checkout: string, folder: string) => {
      await copyTree(checkout, folder);
      await writeFile(join(folder, "README.md"), "a\r\nb\r\n");
    };
    const release = await releaseAction(source.git, { ...options, build: folderBuild });
    expect(await source.git(["cat-file", "blob", `${release?.commit}:README.md`])).toBe("a\r\nb\r");
  });

  it("makes the same commit from the same source, at another time and by another person", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    const first = await releaseAction(source.git, options);
    await source.git(["config", "user.name", "Somebody else"]);
    await source.git(["tag", "--delete", "v1.0.0", "v1.0", "v1"]);
    const dates = { GIT_AUTHOR_DATE: "2001-01-01T00:00:00Z", GIT_COMMITTER_DATE: "2001-01-01T00:00:00Z" };
    const later: Git = (args, given) => source.git(args, { ...given, env: { ...dates, ...given?.env } });
    const second = await releaseAction(later, options);
    expect(second?.commit).toBe(first?.commit);
  });

  it("keeps v1 with the newest release when an older line gets a fix", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.3.0"));
    const newest = await releaseAction(source.git, options);
    await source.commit(sources("1.2.9"));
    const fix = await releaseAction(source.git, options);
    expect(await source.git(["rev-parse", "v1"])).toBe(newest?.commit);
    expect(await source.git(["rev-parse", "v1.2"])).toBe(fix?.commit);
  });

  it("leaves nothing behind of the place where it built", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await releaseAction(source.git, options);
    expect((await source.git(["worktree", "list"])).split("\n")).toHaveLength(1);
    expect(await source.git(["status", "--porcelain"])).toBe("");
  });

  it("refuses a working copy with changes, even untracked ones", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await writeFile(join(source.folder, "new.txt"), "");
    await expect(releaseAction(source.git, options)).rejects.toThrow(/has changes.*\n\?\? new.txt/);
  });

  it("refuses another branch than main", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await source.git(["switch", "--quiet", "--create", "feature"]);
    await source.git(["commit", "--quiet", "--allow-empty", "--message", "x"]);
    await expect(releaseAction(source.git, options)).rejects.toThrow("HEAD is not the tip of main");
  });

  it("refuses to give a version that is tagged another content", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await releaseAction(source.git, options);
    await source.commit(sources("1.0.0", "console.log('other')\n"));
    await expect(releaseAction(source.git, options)).rejects.toThrow("A released version never changes");
  });

  it("has nothing to do for a version that is tagged or was never raised, when asked for what is new", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("0.0.0"));
    expect(await releaseAction(source.git, { ...options, ifNew: true })).toBeNull();
    await expect(releaseAction(source.git, options)).rejects.toThrow("give it one first");
    await source.commit(sources("1.0.0"));
    expect(await releaseAction(source.git, { ...options, ifNew: true })).not.toBeNull();
    await source.commit({ "notes.txt": "nothing of the Action" });
    expect(await releaseAction(source.git, { ...options, ifNew: true })).toBeNull();
  });
});

describe("readBundle", () => {
  it("hands a release to a clone that pushes it without building", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    const release = await releaseAction(source.git, options);
    const bundle = join(source.folder, "../release.bundle");
    await source.git(["bundle", "create", "--quiet", bundle, "refs/tags/v1.0.0"]);
    await source.git(["tag", "--delete", "v1.0.0", "v1.0", "v1"]);
    const read = await readBundle(source.git, bundle, "v1.0.0");
    expect(read).toEqual(release);
    await pushRelease(source.git, { remote: "origin", ...read });
    expect(await source.remoteGit(["rev-parse", "v1"])).toBe(release?.commit);
  });

  it("refuses a bundle whose commit was not made from this branch", async () => {
    await using source = await createSourceRepository();
    const head = await source.commit(sources("1.0.0"));
    const tree = await source.git(["rev-parse", `${head}^{tree}`]);
    const foreign = await source.git([
      "commit-tree",
      tree,
      "-m",
      "x",
      "-m",
      `Source-Commit: ${"0".repeat(40)}`,
    ]);
    await source.git(["update-ref", "refs/tags/v1.0.0", foreign]);
    const bundle = join(source.folder, "../release.bundle");
    await source.git(["bundle", "create", "--quiet", bundle, "refs/tags/v1.0.0"]);
    await expect(readBundle(source.git, bundle, "v1.0.0")).rejects.toThrow(
      "not made from a commit of this branch",
    );
  });

  it("refuses a tag of another version than its source", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    const release = await releaseAction(source.git, options);
    await source.git(["update-ref", "refs/tags/v9.0.0", release?.commit ?? ""]);
    const bundle = join(source.folder, "../release.bundle");
    await source.git(["bundle", "create", "--quiet", bundle, "refs/tags/v9.0.0"]);
    await expect(readBundle(source.git, bundle, "v9.0.0")).rejects.toThrow("is version 1.0.0 in its source");
  });
});
