import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runGit, tryGit } from "./run-git.ts";

let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "run-git-"));
  await runGit(directory, ["init", "--quiet", "--bare", "."]);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

it("returns output, error output and exit code", async () => {
  const fine = await tryGit(directory, ["rev-parse", "--is-bare-repository"]);
  expect(fine).toEqual({ code: 0, stdout: Buffer.from("true\n"), stderr: "" });
  const unknown = await tryGit(directory, ["rev-parse", "--verify", "nothing"]);
  expect(unknown.code).toBe(128);
  expect(unknown.stderr).toContain("fatal");
  await expect(runGit(directory, ["rev-parse", "--verify", "nothing"])).rejects.toThrow(
    /exit code 128.*fatal/,
  );
});

it("keeps the outcomes of many commands apart", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `name-${index}`);
  const printed = await Promise.all(
    names.map((name) => runGit(directory, ["var", "GIT_AUTHOR_IDENT"], identity(name))),
  );
  expect(printed.map((line) => line.split(" <")[0])).toEqual(names);
});

const identity = (name: string): Record<string, string> => ({
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: "a@example.org",
});

it("passes bytes through as they are", async () => {
  const { stdout } = await tryGit(directory, ["-c", "x.y=\u00e9\u0001", "config", "--null", "x.y"]);
  expect(stdout).toEqual(Buffer.from("\u00e9\u0001\0"));
});

it("reports it if git can't be started", async () => {
  await expect(tryGit(join(directory, "nothing"), ["version"])).rejects.toThrow("git could not be run");
});

it("doesn't keep a process alive that has nothing left to do", async () => {
  const script = `import { runGit } from ${JSON.stringify(new URL("./run-git.ts", import.meta.url).href)};
    await runGit(${JSON.stringify(directory)}, ["version"]);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
  expect(await once(child, "close")).toEqual([0, null]);
});
