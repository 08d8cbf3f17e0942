import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchFault, folderFault, lineFault, loginFault, teamSlugFault } from "./input-rules.ts";

const gitAllows = (name: string): boolean =>
  spawnSync("git", ["check-ref-format", "--branch", name], { encoding: "utf8" }).status === 0;

describe("a branch name", () => {
  it("that passes is one that git allows", () => {
    const piece = fc.constantFrom(
      "a",
      "B",
      "7",
      "-",
      ".",
      "/",
      "@",
      "{",
      "~",
      "^",
      ":",
      "?",
      "*",
      "[",
      "\\",
      " ",
      "é",
      "🔥",
      ".lock",
      "#",
      "%",
      "HEAD",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const name = pieces.join("");
        if (branchFault(name) === null) expect(gitAllows(name), name).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["chat-ip/update", "a", "feature/#12_é%20", "🤖/x", "x".repeat(244)])("works: %s", (name) => {
    expect(branchFault(name)).toBeNull();
    expect(gitAllows(name)).toBe(true);
  });

  it.each([
    "",
    "@",
    "HEAD",
    "-a",
    "a..b",
    "a b",
    "a/",
    "/a",
    "a//b",
    ".a",
    "a/.b",
    "a.lock",
    "a.lock/b",
    "a.",
    "a@{b",
    "a\u0000b",
    "a\u202eb",
    "refs/heads/a",
    "0123456789012345678901234567890123456789",
    "x".repeat(245),
    "\ud800",
  ])("is refused: %j", (name) => {
    expect(branchFault(name)).not.toBeNull();
  });
});

describe("a folder", () => {
  it.each(["chat-ips", ".network/lists", "a b/ü/🔥", "a/b/c", "..a/b.."])("works: %s", (path) => {
    expect(folderFault(path)).toBeNull();
  });

  it.each([
    "",
    "/etc",
    "..",
    "a/../b",
    "a//b",
    "./a",
    ".",
    ".git",
    "a/.GIT/b",
    "a/git~1",
    ".git./b",
    ".gitmodules",
    "a\u00adb",
    "a\u061cb",
    "a\u{e0041}b",
    "C:\\x",
    "C:/x",
    "a\\b",
    "a\nb",
    "x".repeat(1001),
  ])("is refused: %j", (path) => {
    expect(folderFault(path)).not.toBeNull();
  });
});

/** Odd names of a folder, some of which git's own check of a repository has something against. */
const oddNames = [
  ".git",
  ".GIT",
  ".git ",
  ".git.",
  ".git...",
  "git~1",
  "GIT~1",
  ".g\u200dit",
  ".g\u200cit",
  ".git::$INDEX_ALLOCATION",
  ".gitmodules",
  ".gitmodules ",
  "GITMOD~1",
  ".gitattributes",
  "gitatt~1",
  ".gitignore",
  "git",
  "git~",
  "a.git",
  ".gitx",
  "..a",
  "a..",
  "a ",
  "~1",
  "é",
  "🔥",
];

it("a folder that passes is one that git has nothing against", () => {
  const folder = mkdtempSync(join(tmpdir(), "chat-ip-names-"));
  const git = (args: readonly string[], input = ""): string =>
    spawnSync("git", args, { cwd: folder, input, encoding: "utf8" }).stdout.trim();
  git(["init", "--quiet", "--bare"]);
  const blob = git(["hash-object", "-w", "--stdin"], "x");
  const inside = git(["mktree"], `100644 blob ${blob}\tall.txt\n`);
  const trees = oddNames.map((name) => git(["mktree", "-z"], `040000 tree ${inside}\t${name}\0`));
  const { stdout, stderr } = spawnSync("git", ["fsck", "--strict"], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  const found = stdout + stderr;
  const refused = oddNames.filter((_, index) =>
    new RegExp(`(?:error|warning) in tree ${trees[index]}`).test(found),
  );
  expect(refused).toContain("git~1");
  expect(refused.filter((name) => folderFault(name) === null)).toEqual([]);
  expect(oddNames.filter((name) => folderFault(name) === null)).toEqual(
    expect.arrayContaining([".gitignore", "git", "a.git", ".gitx", "..a", "é", "🔥"]),
  );
});

describe("other names", () => {
  it.each([
    [lineFault("a 🔥 👩‍💻 label", 50), null],
    [lineFault("  ", 50), "empty"],
    [loginFault("octo-cat"), null],
    [loginFault("renovate[bot]"), null],
    [loginFault("a/b"), "not-a-login"],
    [teamSlugFault("net-ops"), null],
    [teamSlugFault("acme/ops"), "team-with-organisation"],
  ])("%#", (problem, expected) => {
    expect(problem).toBe(expected);
  });
});
