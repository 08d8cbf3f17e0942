import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Git } from "./git.ts";
import { readBundle, releaseAction } from "./make-release.ts";
import { pushRelease } from "./push-release.ts";
import {
  copyTree,
  createSourceRepository,
  type SourceRepository,
  sources,
} from "./test/source-repository.ts";

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
    await expect(releaseAction(source.git, options)).rejects.toThrow(
      /has uncommitted changes.*\n\?\? new.txt/,
    );
  });

  it("refuses another branch than main", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await source.git(["switch", "--quiet", "--create", "feature"]);
    await source.git(["commit", "--quiet", "--allow-empty", "--message", "x"]);
    await expect(releaseAction(source.git, options)).rejects.toThrow("HEAD is not the tip of main");
  });

  it("refuses to give a version that is tagged with different content", async () => {
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
    await expect(releaseAction(source.git, options)).rejects.toThrow("raise it first");
    await source.commit(sources("1.0.0"));
    expect(await releaseAction(source.git, { ...options, ifNew: true })).not.toBeNull();
    await source.commit({ "notes.txt": "nothing of the Action" });
    expect(await releaseAction(source.git, { ...options, ifNew: true })).toBeNull();
  });
});

describe("readBundle", () => {
  let made: SourceRepository;
  let commit = "";

  beforeAll(async () => {
    made = await createSourceRepository();
    await made.commit(sources("1.0.0"));
    commit = (await releaseAction(made.git, options))?.commit ?? "";
  });

  afterAll(() => made[Symbol.asyncDispose]());

  async function releasedSource(): Promise<{ source: SourceRepository; commit: string; bundle: string }> {
    const source = await made.copy();
    return { source, commit, bundle: join(source.folder, "../release.bundle") };
  }

  async function bundleTag(
    source: SourceRepository,
    tag: string,
    object: string,
    bundle: string,
  ): Promise<void> {
    await source.git(["update-ref", `refs/tags/${tag}`, object]);
    await source.git(["bundle", "create", "--quiet", bundle, `refs/tags/${tag}`]);
    await source.git(["tag", "--delete", ...(await source.git(["tag", "--list"])).split("\n")]);
  }

  it("hands a release that two machines built to a clone that pushes it without building", async () => {
    const { source, commit, bundle } = await releasedSource();
    await using _source = source;
    await bundleTag(source, "v1.0.0", commit, bundle);
    const read = await readBundle(source.git, { file: bundle, tag: "v1.0.0", rebuilt: commit });
    expect(read.commit).toBe(commit);
    await pushRelease(source.git, { remote: "origin", ...read });
    expect(await source.remoteGit(["rev-parse", "v1"])).toBe(commit);
  });

  type Forge = (git: Git, commit: string) => Promise<string>;

  const recommit = async (git: Git, commit: string, tree: string, ...args: string[]): Promise<string> => {
    const message = await git(["show", "--no-patch", "--format=%B", commit]);
    return git(["commit-tree", tree, ...args, "-F", "-"], { input: message });
  };

  const changeFile =
    (path: string, text: string, mode = "100644"): Forge =>
    async (git, commit) => {
      const folder = await git(["rev-parse", "--absolute-git-dir"]);
      const env = { GIT_INDEX_FILE: `${folder}/forged-index` };
      await git(["read-tree", commit], { env });
      const blob = await git(["hash-object", "-w", "--stdin"], { input: text });
      await git(["update-index", "--add", "--cacheinfo", `${mode},${blob},${path}`], { env });
      return recommit(git, commit, await git(["write-tree"], { env }));
    };

  it.each<[string, Forge]>([
    ["one changed byte of the bundle", changeFile("dist/index.js", 'console.log("1.0.1")\n')],
    ["one further file", changeFile("dist/extra.js", "")],
    ["another mode", changeFile("action.yml", "name: Chat IP\n", "100755")],
    ["a parent", (git, commit) => recommit(git, commit, `${commit}^{tree}`, "-p", "main")],
    ["another date or author", (git, commit) => recommit(git, commit, `${commit}^{tree}`)],
    [
      "another source commit",
      async (git, commit) => {
        const message = `chat-ip-action 1.0.0\n\nSource-Commit: ${"0".repeat(40)}`;
        return git(["commit-tree", `${commit}^{tree}`, "-F", "-"], { input: message });
      },
    ],
  ])("refuses a bundle whose release differs from the rebuilt one by %s", async (_what, forge) => {
    const { source, commit, bundle } = await releasedSource();
    await using _source = source;
    await bundleTag(source, "v1.0.0", await forge(source.git, commit), bundle);
    await expect(readBundle(source.git, { file: bundle, tag: "v1.0.0", rebuilt: commit })).rejects.toThrow(
      `another machine built ${commit}`,
    );
    expect(await source.remoteGit(["tag", "--list"])).toBe("");
  });

  it("refuses a release with parents, and one of no commit of this branch, even if both machines built it", async () => {
    const { source, commit, bundle } = await releasedSource();
    await using _source = source;
    const withParent = await recommit(source.git, commit, `${commit}^{tree}`, "-p", "main");
    await bundleTag(source, "v1.0.0", withParent, bundle);
    const read = readBundle(source.git, { file: bundle, tag: "v1.0.0", rebuilt: withParent });
    await expect(read).rejects.toThrow("has parents");

    const foreign = await source.git([
      "commit-tree",
      `${commit}^{tree}`,
      "-m",
      "x",
      "-m",
      "Source-Commit: none",
    ]);
    await bundleTag(source, "v1.0.0", foreign, bundle);
    const other = readBundle(source.git, { file: bundle, tag: "v1.0.0", rebuilt: foreign });
    await expect(other).rejects.toThrow("not made from a commit of this branch");
  });

  it("refuses a tag of another version than its source, and one that isn't a commit", async () => {
    const { source, commit, bundle } = await releasedSource();
    await using _source = source;
    await source.git(["tag", "--annotate", "--message", "by hand", "x", commit]);
    const annotated = await source.git(["rev-parse", "x"]);
    await bundleTag(source, "v9.0.0", commit, bundle);
    const read = readBundle(source.git, { file: bundle, tag: "v9.0.0", rebuilt: commit });
    await expect(read).rejects.toThrow("has version 1.0.0 in its source");

    await bundleTag(source, "v1.0.0", annotated, bundle);
    const tagObject = readBundle(source.git, { file: bundle, tag: "v1.0.0", rebuilt: annotated });
    await expect(tagObject).rejects.toThrow("is a tag, not a commit");
  });

  it.each(["", "main", "abc1234"])("refuses %j for the rebuilt commit", async (rebuilt) => {
    const { source, commit, bundle } = await releasedSource();
    await using _source = source;
    await bundleTag(source, "v1.0.0", commit, bundle);
    const read = readBundle(source.git, { file: bundle, tag: "v1.0.0", rebuilt });
    await expect(read).rejects.toThrow("not the full SHA");
  });
});
