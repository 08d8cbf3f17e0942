import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const getBranch = "rest/branches/branches#get-a-branch";

it.each([
  ["another token", "Bearer ghs_other"],
  ["a scheme that GitHub does not know", "Digest x"],
])("refuses %s", async (_what, authorization) => {
  await using github = await startGitHub();
  const answer = await github.call("GET", "/branches/main", undefined, { authorization });
  expect([answer.status, answer.json]).toEqual([401, refusal(401, "Bad credentials", "rest")]);
});

it.each(["token", "Bearer", "bearer"])("accepts the token after %s", async (scheme) => {
  await using github = await startGitHub();
  const authorization = `${scheme} ${github.emulator.token}`;
  expect((await github.call("GET", "/branches/main", undefined, { authorization })).status).toBe(200);
});

it("accepts the token as the password of basic authentication", async () => {
  await using github = await startGitHub();
  const authorization = `Basic ${Buffer.from(`x-access-token:${github.emulator.token}`).toString("base64")}`;
  expect((await github.call("GET", "/branches/main", undefined, { authorization })).status).toBe(200);
});

it("hides a private repository from requests without a token, but not a public one", async () => {
  for (const [isPrivate, read] of [
    [true, 404],
    [false, 200],
  ] as const) {
    await using github = await startGitHub({ private: isPrivate });
    const url = `${github.emulator.url}/repos/acme/firewall`;
    expect((await fetch(`${url}/branches/main`)).status).toBe(read);
    const write = await fetch(`${url}/git/refs/heads/main`, { method: "DELETE" });
    expect([write.status, await write.json()]).toEqual([
      401,
      refusal(401, "Requires authentication", "rest"),
    ]);
  }
});

it("answers 404 for other repositories", async () => {
  await using github = await startGitHub();
  const headers = { authorization: `token ${github.emulator.token}` };
  const answer = await fetch(`${github.emulator.url}/repos/acme/other/branches/main`, { headers });
  expect([answer.status, await answer.json()]).toEqual([404, refusal(404, "Not Found", getBranch)]);
});

it.each([
  [
    "GET",
    "/contents/README.md",
    undefined,
    "contents",
    "contents=read",
    "rest/repos/contents#get-repository-content",
  ],
  ["GET", "/branches/main", undefined, "contents", "contents=read", getBranch],
  ["POST", "/git/trees", { tree: [] }, "contents", "contents=write", "rest/git/trees#create-a-tree"],
  [
    "DELETE",
    "/git/refs/heads/x",
    undefined,
    "contents",
    "contents=write",
    "rest/git/refs#delete-a-reference",
  ],
  ["GET", "/pulls", undefined, "pull_requests", "pull_requests=read", "rest/pulls/pulls#list-pull-requests"],
  [
    "POST",
    "/pulls",
    { title: "t", head: "b", base: "main" },
    "pull_requests",
    "pull_requests=write",
    "rest/pulls/pulls#create-a-pull-request",
  ],
  [
    "POST",
    "/issues/1/comments",
    { body: "x" },
    "pull_requests",
    "issues=write; pull_requests=write",
    "rest/issues/comments#create-an-issue-comment",
  ],
] as const)(
  "refuses %s %s without the permission, and says which it takes",
  async (method, path, body, name, accepted, docs) => {
    await using github = await startGitHub({ permissions: { [name]: "none" } });
    const answer = await github.call(method, path, body);
    expect([answer.status, answer.json]).toEqual([
      403,
      refusal(403, "Resource not accessible by integration", docs),
    ]);
    expect(answer.headers.get("x-accepted-github-permissions")).toBe(accepted);
  },
);

it("distinguishes reading and writing, and applies new permissions at once", async () => {
  await using github = await startGitHub({ permissions: { contents: "read" } });
  expect((await github.call("GET", "/branches/main")).status).toBe(200);
  expect((await github.call("POST", "/git/trees", { tree: [] })).status).toBe(403);
  github.emulator.setPermissions({ contents: "write" });
  expect((await github.call("POST", "/git/trees", { tree: [] })).status).toBe(201);
});

it("accepts either permission for what pull requests and issues share", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  github.emulator.setPermissions({ pull_requests: "none", issues: "write" });
  expect((await github.call("POST", "/issues/1/comments", { body: "x" })).status).toBe(201);
});

it("refuses a personal token in other words", async () => {
  await using github = await startGitHub({ tokenKind: "personal", permissions: { contents: "none" } });
  const answer = await github.call("GET", "/branches/main");
  expect(answer.at("message")).toBe("Resource not accessible by personal access token");
});

it("counts requests against the hourly limit of the token's kind", async () => {
  await using github = await startGitHub();
  const before = await github.call("GET", "/branches/main");
  const after = await github.call("GET", "/branches/main");
  expect(after.headers.get("x-ratelimit-limit")).toBe("1000");
  const remaining = (answer: typeof after): number => Number(answer.headers.get("x-ratelimit-remaining"));
  expect(remaining(before) - remaining(after)).toBe(1);
});

it("serves below a prefix, as Enterprise Server does", async () => {
  await using github = await startGitHub({ pathPrefix: "/api/v3" });
  const { emulator } = github;
  expect(emulator.url).toBe(`${emulator.serverUrl}/api/v3`);
  const number = await github.openPullRequest("b");
  const answer = await github.call("GET", `/pulls/${number}`);
  expect([answer.at("url"), answer.at("html_url")]).toEqual([
    `${emulator.url}/repos/acme/firewall/pulls/1`,
    `${emulator.serverUrl}/acme/firewall/pull/1`,
  ]);
});
