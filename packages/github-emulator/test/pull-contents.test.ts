import { expect, it } from "vitest";
import { startGitHub } from "./github.ts";

it("lists the commits of a pull request, oldest first, with who wrote them", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  await emulator.commit({ branch: "b", files: { "src/server.js": "1" }, message: "Mine" });
  const author = { name: "Ada", email: "ada@example.org" };
  await emulator.commit({ branch: "b", files: { "src/client.js": "2" }, message: "Hers", author });
  const answer = await call("GET", "/pulls/1/commits");
  expect(answer.at("*.commit.message")).toEqual(["Update", "Mine", "Hers"]);
  expect(answer.at("*.author.login")).toEqual(["github-actions[bot]", "maintainer", undefined]);
  expect(answer.at("2.author")).toBeNull();
  const page = await call("GET", "/pulls/1/commits?per_page=1&page=3");
  expect(page.at("*.commit.author.name")).toEqual(["Ada"]);
  expect(page.headers.get("link")).toContain('rel="prev"');
});

it("lists the files of a pull request against the point where its branch began", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b", { "a.txt": "1\n2\n" });
  await emulator.commit({ branch: "b", files: { "README.md": null } });
  await emulator.commit({ branch: "main", files: { "later.txt": "x" } });
  const answer = await call("GET", "/pulls/1/files");
  expect(answer.json).toMatchObject([
    { filename: "README.md", status: "removed", additions: 0, deletions: 1 },
    { filename: "a.txt", status: "added", additions: 2, deletions: 0, patch: "@@ -0,0 +1,2 @@\n+1\n+2" },
  ]);
  expect((await call("GET", "/pulls/1/files?per_page=1&page=2")).at("*.filename")).toEqual(["a.txt"]);
});

it("stops at 250 commits, while a comparison pages through all of them", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  for (let index = 0; index < 259; index += 1)
    await emulator.commit({ branch: "b", files: { "n.txt": `${index}` }, message: `Commit ${index}` });
  const third = await call("GET", "/pulls/1/commits?per_page=100&page=3");
  expect(third.json).toHaveLength(50);
  expect(third.headers.get("link")).not.toContain('rel="next"');
  const comparison = await call("GET", "/compare/main...b");
  expect([comparison.at("total_commits"), comparison.at("commits.*.sha")]).toMatchObject([
    260,
    { length: 250 },
  ]);
  const rest = await call("GET", "/compare/main...b?per_page=100&page=3");
  expect(rest.at("commits.*.commit.message")).toMatchObject({ length: 60, 59: "Commit 258" });
  expect(rest.at("files")).toEqual([]);
});

it("returns a single commit with its files", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await emulator.commit({ branch: "main", files: { "a.txt": "1\n", "README.md": null } });
  const answer = await call("GET", "/commits/main");
  expect(answer.at("files.*.filename")).toEqual(["README.md", "a.txt"]);
  expect(answer.at("stats")).toEqual({ total: 2, additions: 1, deletions: 1 });
  const root = await emulator.git("rev-list", "--max-parents=0", "main");
  expect((await call("GET", `/commits/${root}`)).at("files.*.status")).toEqual(["added"]);
});
