import { describe, expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const createPull = "rest/pulls/pulls#create-a-pull-request";

it("refuses drafts if the plan has none, and opens the same pull request without", async () => {
  await using github = await startGitHub({ settings: { drafts: false } });
  await github.emulator.commit({ branch: "b", from: "main", files: { a: "1" } });
  const body = { title: "t", head: "b", base: "main" };
  const answer = await github.call("POST", "/pulls", { ...body, draft: true });
  const message = "Draft pull requests are not supported in this repository.";
  expect([answer.status, answer.json]).toEqual([422, refusal(422, message, createPull)]);
  expect((await github.call("POST", "/pulls", body)).status).toBe(201);
});

it("refuses every write to an archived repository, and lets it be read", async () => {
  await using github = await startGitHub();
  const sha = await github.emulator.git("rev-parse", "main");
  github.emulator.changeSettings({ archived: true });
  const answer = await github.call("POST", "/git/refs", { ref: "refs/heads/b", sha });
  const message = "Repository was archived so is read-only.";
  expect([answer.status, answer.json]).toEqual([
    403,
    refusal(403, message, "rest/git/refs#create-a-reference"),
  ]);
  expect((await github.call("GET", "")).json).toMatchObject({ archived: true });
});

it("has no pull requests if they are switched off", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  github.emulator.changeSettings({ pullRequests: false });
  const { call } = github;
  expect((await call("GET", "")).json).toMatchObject({ has_pull_requests: false });
  const create = await call("POST", "/pulls", { title: "t", head: "b", base: "main" });
  expect([create.status, create.json]).toEqual([404, refusal(404, "Not Found", createPull)]);
  for (const path of ["/pulls", "/pulls/1"]) expect((await call("GET", path)).status).toBe(404);
});

it("shows the allowed merge methods to tokens that can write contents", async () => {
  await using github = await startGitHub({ settings: { mergeMethods: ["rebase"] } });
  expect((await github.call("GET", "")).json).toMatchObject({
    allow_merge_commit: false,
    allow_squash_merge: false,
    allow_rebase_merge: true,
    delete_branch_on_merge: false,
  });
  github.emulator.setPermissions({ contents: "read" });
  expect((await github.call("GET", "")).json).not.toHaveProperty("allow_rebase_merge");
});

describe("after a transfer", () => {
  it("redirects reads and writes under the former name to the repository's number", async () => {
    await using github = await startGitHub();
    const { call, emulator } = github;
    await github.openPullRequest("b");
    emulator.transfer({ owner: "initech", repo: "edge" });
    expect(emulator.repository).toBe("initech/edge");
    const read = await call("GET", "");
    expect([read.status, read.json]).toMatchObject([
      200,
      { full_name: "initech/edge", owner: { login: "initech" } },
    ]);
    const comment = await call("POST", "/issues/1/comments", { body: "Still here" });
    expect(comment.status).toBe(201);
    expect(emulator.requests.slice(-2).map(({ status, path }) => [status, path])).toEqual([
      [307, "/repos/acme/firewall/issues/1/comments"],
      [201, expect.stringMatching(/^\/repositories\/\d+\/issues\/1\/comments$/)],
    ]);
  });

  it("doesn't find a pull request by the former owner", async () => {
    await using github = await startGitHub();
    await github.openPullRequest("b");
    github.emulator.transfer({ owner: "initech" });
    const numbers = async (query: string) => (await github.call("GET", `/pulls${query}`)).at("*.number");
    expect(await numbers("?head=acme:b")).toEqual([]);
    expect(await numbers("?head=initech:b")).toEqual([1]);
  });

  it("answers with the new location in GitHub's words", async () => {
    await using github = await startGitHub();
    const { emulator } = github;
    emulator.transfer({ repo: "edge" });
    const headers = { authorization: `Bearer ${emulator.token}` };
    const url = `${emulator.url}/repos/acme/firewall/pulls?state=all`;
    const answer = await fetch(url, { headers, redirect: "manual" });
    const location = answer.headers.get("location") ?? "";
    expect(answer.status).toBe(301);
    expect(location).toMatch(/\/repositories\/\d+\/pulls\?state=all$/);
    expect(await answer.json()).toEqual({
      message: "Moved Permanently",
      url: location,
      documentation_url:
        "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
    });
  });
});
