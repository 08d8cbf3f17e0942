import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseAction } from "./make-release.ts";
import {
  copyTree,
  createSourceRepository,
  type SourceRepository,
  sources,
} from "./test/source-repository.ts";
import { verifyRelease } from "./verify-release.ts";

let made: SourceRepository;

beforeAll(async () => {
  made = await createSourceRepository();
  await made.commit(sources("1.0.0"));
  await releaseAction(made.git, { build: copyTree, ifNew: false });
  await made.commit({ "notes.txt": "main went on" });
});

afterAll(() => made[Symbol.asyncDispose]());

/** A source whose version 1.0.0 is released. */
const released = (): Promise<SourceRepository> => made.copy();

/** Tags the release with one path changed, as somebody would who can write tags. */
async function tamper(
  source: SourceRepository,
  { path, text, mode = "100644" }: { path: string; text: string | null; mode?: string },
): Promise<void> {
  const { git } = source;
  const env = { GIT_INDEX_FILE: `${source.folder}/../index` };
  await git(["read-tree", "v1.0.0"], { env });
  if (text === null) await git(["update-index", "--force-remove", path], { env });
  else {
    const blob = await git(["hash-object", "-w", "--stdin"], { input: text });
    await git(["update-index", "--add", "--cacheinfo", `${mode},${blob},${path}`], { env });
  }
  const tree = await git(["write-tree"], { env });
  const message = await git(["show", "--no-patch", "--format=%B", "v1.0.0"]);
  const commit = await git(["commit-tree", tree, "-F", "-"], { input: message });
  await moveTags(source, commit);
}

/** Moves all tags of the release, as a thorough attacker would. */
async function moveTags({ git }: SourceRepository, commit: string): Promise<void> {
  for (const tag of ["v1.0.0", "v1.0", "v1"]) await git(["update-ref", `refs/tags/${tag}`, commit]);
}

describe("verifyRelease", () => {
  it("finds that a release is what its source builds", async () => {
    await using source = await released();
    const { problems, source: from } = await verifyRelease(source.git, "v1.0.0", copyTree);
    expect(problems).toEqual([]);
    expect(from).toBe(await source.git(["rev-parse", "main~1"]));
  });

  it.each([
    [
      "one byte of the bundle",
      "dist/index.js",
      'console.log("1.0.1")\n',
      "dist/index.js differs from what its source builds",
    ],
    [
      "the line end at the end of the bundle",
      "dist/index.js",
      'console.log("1.0.0")',
      "dist/index.js differs from what its source builds",
    ],
    ["action.yml", "action.yml", "name: Other\n", "action.yml differs from what its source builds"],
    [
      "a further file",
      "dist/extra.js",
      "",
      "dist/extra.js is in the release, but its source doesn't build it",
    ],
    ["a file that is gone", "README.md", null, "README.md is missing from the release"],
  ])("names the file when somebody changed %s", async (_name, path, text, problem) => {
    await using source = await released();
    await tamper(source, { path, text });
    expect((await verifyRelease(source.git, "v1.0.0", copyTree)).problems).toEqual([problem]);
  });

  it("finds a file whose mode was changed", async () => {
    await using source = await released();
    const text = `${await source.git(["show", "v1.0.0:dist/index.js"])}\n`;
    await tamper(source, { path: "dist/index.js", text, mode: "100755" });
    const { problems } = await verifyRelease(source.git, "v1.0.0", copyTree);
    expect(problems).toEqual(["dist/index.js has a different mode in the release"]);
  });

  it("finds a commit that differs in nothing but itself", async () => {
    await using source = await released();
    const tree = await source.git(["rev-parse", "v1.0.0^{tree}"]);
    const message = await source.git(["show", "--no-patch", "--format=%B", "v1.0.0"]);
    const commit = await source.git(["commit-tree", tree, "-p", "main", "-F", "-"], { input: message });
    await moveTags(source, commit);
    const { problems } = await verifyRelease(source.git, "v1.0.0", copyTree);
    expect(problems.join()).toContain("its message, author, date or parent differs");
  });

  it("does not build a source that is not on main", async () => {
    await using source = await createSourceRepository();
    await source.commit(sources("1.0.0"));
    await source.git(["commit", "--quiet", "--allow-empty", "--message", "never pushed"]);
    await releaseAction(source.git, { build: copyTree, ifNew: false });
    let built = false;
    const { problems } = await verifyRelease(source.git, "v1.0.0", async () => {
      built = true;
    });
    expect(problems.join()).toContain("is not on main");
    expect(built).toBe(false);
  });

  it("refuses to build where there is no main to find the source on", async () => {
    await using source = await released();
    await source.git(["branch", "--move", "main", "trunk"]);
    await source.git(["update-ref", "-d", "refs/remotes/origin/main"]);
    await expect(verifyRelease(source.git, "v1.0.0", copyTree)).rejects.toThrow("git fetch origin main");
  });

  it.each([
    ["v1", "main", /^v1 is at [0-9a-f]{40}, and not at v1\.0\.0/],
    ["v1.0", "main~1", /^v1\.0 is at [0-9a-f]{40}, and not at v1\.0\.0/],
    ["v1", null, /^there is no tag v1 here/],
    ["v1.0", null, /^there is no tag v1\.0 here/],
  ])("finds that %s was moved to %s", async (tag, target, problem) => {
    await using source = await released();
    if (target === null) await source.git(["tag", "--delete", tag]);
    else await source.git(["tag", "--force", tag, target]);
    const { problems } = await verifyRelease(source.git, "v1.0.0", copyTree);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it("wants v1 with the newest release of its line, whichever one is verified", async () => {
    await using source = await released();
    await source.commit(sources("1.1.0"));
    await releaseAction(source.git, { build: copyTree, ifNew: false });
    expect((await verifyRelease(source.git, "v1.0.0", copyTree)).problems).toEqual([]);
    await source.git(["tag", "--force", "v1", "v1.0.0"]);
    const { problems } = await verifyRelease(source.git, "v1.0.0", copyTree);
    expect(problems.join()).toContain("and not at v1.1.0");
  });

  it("finds a tag of another version than its source", async () => {
    await using source = await released();
    await source.git(["tag", "v2.0.0", "v1.0.0"]);
    const { problems } = await verifyRelease(source.git, "v2.0.0", copyTree);
    expect(problems[0]).toBe("v2.0.0 is version 1.0.0 in its source");
  });

  it("finds a tag that names no source", async () => {
    await using source = await released();
    await source.git(["tag", "v3.0.0", "main"]);
    const { problems } = await verifyRelease(source.git, "v3.0.0", copyTree);
    expect(problems).toEqual(["v3.0.0 doesn't name a source commit"]);
  });

  it("says what to fetch when the tag is not here", async () => {
    await using source = await released();
    await expect(verifyRelease(source.git, "v1.9.0", copyTree)).rejects.toThrow(
      "git fetch origin tag v1.9.0",
    );
    await expect(verifyRelease(source.git, "v1", copyTree)).rejects.toThrow("not a release tag");
  });
});
