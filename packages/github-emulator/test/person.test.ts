import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createGitHubEmulator } from "../src/index.ts";
import { startGitHub } from "./github.ts";

it("pushes to a branch, creates one from another, and deletes files", async () => {
  await using github = await startGitHub();
  const { emulator } = github;
  const author = { name: "Ada", email: "ada@example.org" };
  await emulator.commit({ branch: "main", files: { "a/b.txt": "1\n" }, message: "Add é", author });
  expect(await emulator.git("log", "-1", "--format=%an <%ae> %s", "main")).toBe(
    "Ada <ada@example.org> Add é",
  );
  await emulator.commit({ branch: "other", from: "main", files: { "a/b.txt": null, "c.txt": "3" } });
  expect(await emulator.file("other", "a/b.txt")).toBeNull();
  expect(await emulator.file("other", "c.txt")).toBe("3");
  expect(await emulator.file("main", "a/b.txt")).toBe("1\n");
  expect(await emulator.file("nope", "c.txt")).toBeNull();
  await expect(emulator.commit({ branch: "x", from: "nope", files: {} })).rejects.toThrow("neither a branch");
  await expect(emulator.commit({ branch: "other", from: "main", files: {} })).rejects.toThrow(
    "exists already",
  );
});

it("merges with a merge commit that GitHub signed", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  const head = await emulator.git("rev-parse", "b");
  await emulator.merge(1, { deleteBranch: true });
  expect(await emulator.git("log", "-1", "--format=%cn: %s", "main")).toBe(
    "GitHub: Merge pull request #1 from acme/b",
  );
  expect(await emulator.git("rev-parse", "main^2")).toBe(head);
  const answer = await call("GET", "/pulls/1");
  expect(answer.json).toMatchObject({
    state: "closed",
    merged: true,
    merged_by: { login: "maintainer" },
    head: { sha: head },
  });
  expect(answer.at("merge_commit_sha")).toBe(await emulator.git("rev-parse", "main"));
  expect((await call("GET", "/commits/main")).at("commit.verification.verified")).toBe(true);
  expect((await call("GET", "/branches/b")).status).toBe(404);
  await expect(emulator.merge(1)).rejects.toThrow("is closed");
});

it("squashes into one commit that does not contain the branch", async () => {
  await using github = await startGitHub();
  const { emulator } = github;
  await github.openPullRequest("b");
  await emulator.commit({ branch: "b", files: { "second.txt": "2" } });
  await emulator.merge(1, { method: "squash" });
  expect(await emulator.git("rev-list", "--count", "main")).toBe("2");
  expect(await emulator.git("log", "-1", "--format=%s", "main")).toBe("Update (#1)");
  expect(await emulator.file("main", "second.txt")).toBe("2");
  expect(emulator.pullRequests).toMatchObject([{ merged: true, state: "closed" }]);
});

it("rebases, and retargets pull requests into a deleted branch", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  await emulator.commit({ branch: "c", from: "b", files: { "c.txt": "c" } });
  await call("POST", "/pulls", { title: "On top", head: "c", base: "b" });
  await emulator.merge(1, { method: "rebase", deleteBranch: true });
  expect(await emulator.git("log", "-1", "--format=%cn: %s", "main")).toBe("maintainer: Update");
  expect(emulator.pullRequests).toMatchObject([{ merged: true }, { state: "open", base: "main" }]);
});

it("writes texts with CRLF, as browsers do", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  await emulator.editPullRequest(1, { body: "one\ntwo\r\nthree\n" });
  const id = await emulator.commentOnPullRequest(1, "a\nb");
  expect((await call("GET", "/pulls/1")).at("body")).toBe("one\r\ntwo\r\nthree\r\n");
  expect((await call("GET", "/issues/1/comments")).at("0.body")).toBe("a\r\nb");
  await emulator.editComment(id, "c\nd");
  expect(emulator.pullRequests[0]?.comments[0]?.body).toBe("c\r\nd");
});

it("refuses to merge conflicts", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b", { "README.md": "ours\n" });
  await github.emulator.commit({ branch: "main", files: { "README.md": "theirs\n" } });
  await expect(github.emulator.merge(1)).rejects.toThrow("has conflicts");
});

it("closes, reopens and edits", async () => {
  await using github = await startGitHub();
  const { emulator } = github;
  await github.openPullRequest("b");
  await emulator.git("branch", "stable", "main");
  await emulator.closePullRequest(1);
  expect(emulator.pullRequests).toMatchObject([{ state: "closed", merged: false }]);
  await expect(emulator.closePullRequest(1)).rejects.toThrow("is closed");
  await emulator.reopenPullRequest(1);
  const id = await emulator.commentOnPullRequest(1, "Wait");
  expect(emulator.pullRequests[0]?.comments).toEqual([{ id, body: "Wait", author: "maintainer" }]);
  await emulator.editComment(id, "Go");
  expect(emulator.pullRequests[0]?.comments).toEqual([{ id, body: "Go", author: "maintainer" }]);
  await expect(emulator.editComment(1, "x")).rejects.toThrow("no comment 1");
  await emulator.editPullRequest(1, { title: "New", body: "Text", base: "stable" });
  expect(emulator.pullRequests).toMatchObject([
    { state: "open", title: "New", body: "Text", base: "stable" },
  ]);
  await expect(emulator.editPullRequest(1, { base: "nope" })).rejects.toThrow("no branch nope");
  await emulator.closePullRequest(1);
  await emulator.git("update-ref", "-d", "refs/heads/b");
  await expect(emulator.reopenPullRequest(1)).rejects.toThrow("The b branch has been deleted.");
  await expect(emulator.closePullRequest(9)).rejects.toThrow("no pull request 9");
});

it("keeps its repository in the given directory", async () => {
  const directory = await mkdtemp(join(tmpdir(), "github-emulator-test-"));
  const emulator = await createGitHubEmulator({ directory: join(directory, "here"), owner: "o", repo: "r" });
  expect([emulator.gitDirectory, emulator.repository]).toEqual([join(directory, "here"), "o/r"]);
  await emulator.close();
  const again = await createGitHubEmulator({ directory: join(directory, "other"), defaultBranch: "trunk" });
  expect(await again.git("symbolic-ref", "HEAD")).toBe("refs/heads/trunk");
  await again.close();
  await rm(directory, { recursive: true });
});
