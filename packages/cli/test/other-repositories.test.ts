import { chmodSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { commitAll, git, identity } from "./harness/git.ts";
import { createPlace, type Place, type Ran } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator({ lists: { all: ["43.132.0.0/24"] } });
});
afterAll(() => emulator[Symbol.asyncDispose]());

function run(cwd: string, ...args: string[]): Promise<Ran> {
  return chatIpHere([...args, "--lists", "all"], { cwd, env: { ...asking(emulator), ...identity() } });
}

/** A repository with a submodule at `lib`, which has a commit of its own. */
async function createSuper(submodule = "lib"): Promise<Place> {
  const place = await createPlace({ "origin/README.md": "a\n", "own/README.md": "b\n" });
  const inner = { path: join(place.path, "origin") };
  git(inner, ["init", "-q", "-b", "main"]);
  commitAll(inner, "First");
  const outer = { path: join(place.path, "own") };
  git(outer, ["init", "-q", "-b", "main"]);
  git(outer, ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, submodule]);
  commitAll(outer, "First");
  git(place, ["clone", "-q", "--bare", "own", "remote.git"]);
  git(outer, ["remote", "add", "remote", join(place.path, "remote.git")]);
  const write: Place["write"] = (name, content) => place.write(`own/${name}`, content);
  return { ...place, path: outer.path, write };
}

const pushed = (place: Place): string =>
  git(place, ["ls-remote", "remote", "refs/heads/chat-ip/update"]).trim();

describe("a repository with a submodule", () => {
  it("has its own folder written, committed and pushed, and the submodule left alone", async () => {
    await using place = await createSuper();
    expect(await run(place.path, "sync", "--commit")).toMatchObject({ exitCode: 0 });
    expect(await run(place.path, "sync", "--push", "remote")).toMatchObject({ exitCode: 0 });
    expect(git(place, ["ls-tree", "HEAD", "lib"])).toMatch(/^160000 commit /);
    expect(git(place, ["show", "--format=", "--name-only", "HEAD"])).toBe("chat-ips/all.txt\n");
    git(place, ["fetch", "-q", "remote", "chat-ip/update"]);
    expect(git(place, ["ls-tree", "FETCH_HEAD", "lib"])).toMatch(/^160000 commit /);
  });

  it("may be the submodule itself", async () => {
    await using place = await createSuper();
    const inner = { path: join(place.path, "lib") };
    expect(await run(inner.path, "sync", "--commit")).toMatchObject({ exitCode: 0 });
    expect(git(inner, ["show", "--format=", "--name-only", "HEAD"])).toBe("chat-ips/all.txt\n");
    expect(git(place, ["status", "--porcelain"])).toBe(" M lib\n");
  });

  it("refuses what would change or read the submodule's files, since those belong to another repository", async () => {
    await using place = await createSuper();
    for (const args of [
      ["sync", "--commit", "--path", "lib/chat-ips"],
      ["sync", "--commit", "--path", "lib"],
      ["sync", "--push", "remote", "--path", "lib/chat-ips"],
      ["check", "--against", "HEAD", "--path", "lib/chat-ips"],
    ]) {
      const ran = await run(place.path, ...args);
      expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("in the submodule lib") });
    }
    expect(git(place, ["status", "--porcelain"])).toBe("");
    expect(pushed(place)).toBe("");
  });

  it("refuses a submodule that stands in the place of the folder, also one that isn't checked out", async () => {
    await using place = await createSuper("chat-ips");
    git(place, ["submodule", "--quiet", "deinit", "--force", "chat-ips"]);
    for (const args of [
      ["sync", "--push", "remote"],
      ["sync", "--commit"],
    ]) {
      expect(await run(place.path, ...args)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining("in the submodule chat-ips"),
      });
    }
    expect(pushed(place)).toBe("");
    expect(existsSync(join(place.path, "chat-ips/all.txt"))).toBe(false);
  });

  it("refuses to commit into a repository inside that is no submodule", async () => {
    await using place = await createSuper();
    git(place, ["init", "-q", "nested"]);
    const ran = await run(place.path, "sync", "--commit", "--path", "nested/chat-ips");
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("nested") });
    expect(existsSync(join(place.path, "nested/chat-ips"))).toBe(false);
  });

  it.each([
    ["a file", (path: string) => writeFileSync(path, "mine\n")],
    ["a symbolic link", (path: string) => symlinkSync("lib", path)],
  ])("doesn't replace %s in the place of the folder", async (_name, make) => {
    await using place = await createSuper();
    make(join(place.path, "chat-ips"));
    commitAll(place, "Second");
    git(place, ["push", "-q", "remote", "main"]);
    for (const args of [["sync", "--push", "remote"], ["check", "--against", "HEAD"], ["check"]]) {
      const ran = await run(place.path, ...args);
      expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/not a folder|symbolic link/) });
    }
    expect(pushed(place)).toBe("");
  });
});

describe("a commit", () => {
  it("on a detached HEAD is made, and told, since it is on no branch", async () => {
    await using place = await createSuper();
    git(place, ["checkout", "-q", "--detach"]);
    const { exitCode, stderr } = await run(place.path, "sync", "--commit");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("HEAD is detached");
  });

  it("that a hook refuses leaves the files written, with the hook's words", async () => {
    await using place = await createSuper();
    git(place, ["config", "core.hooksPath", ".hooks"]);
    await place.write(".hooks/pre-commit", "#!/bin/sh\necho sort them first >&2\nexit 1\n");
    chmodSync(join(place.path, ".hooks/pre-commit"), 0o755);
    const ran = await run(place.path, "sync", "--commit");
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("sort them first") });
    expect(existsSync(join(place.path, "chat-ips/all.txt"))).toBe(true);

    // The next run commits them, though it has nothing to write.
    chmodSync(join(place.path, ".hooks/pre-commit"), 0o644);
    expect(await run(place.path, "sync", "--commit")).toMatchObject({ exitCode: 0 });
    expect(git(place, ["show", "--format=%s", "--name-only", "HEAD"])).toContain("chat-ips/all.txt");
    expect(await run(place.path, "sync", "--commit")).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("Nothing to commit"),
    });
  });
});
