import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const create = "rest/pulls/pulls#create-a-pull-request";
const update = "rest/pulls/pulls#update-a-pull-request";

it("opens a pull request with everything that GitHub says about it", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const sha = await github.commitOn("main", { "a.txt": "1\n2\n", "b.txt": "3\n" });
  await call("POST", "/git/refs", { ref: "refs/heads/chat-ip/update", sha });
  const body = { title: "Update é", body: "Why", head: "acme:chat-ip/update", base: "main", draft: true };
  const answer = await call("POST", "/pulls", body);
  expect(answer.status).toBe(201);
  expect(answer.headers.get("location")).toBe(answer.at("url"));
  expect(answer.json).toMatchObject({
    number: 1,
    state: "open",
    merged: false,
    title: "Update é",
    body: "Why",
    draft: true,
    html_url: `${emulator.serverUrl}/acme/firewall/pull/1`,
    user: { login: "github-actions[bot]", type: "Bot" },
    head: { ref: "chat-ip/update", sha, label: "acme:chat-ip/update" },
    base: { ref: "main", sha: await emulator.git("rev-parse", "main") },
    commits: 1,
    additions: 3,
    deletions: 0,
    changed_files: 2,
    mergeable: null,
  });
  expect((await call("GET", "/pulls/1")).json).toMatchObject({ mergeable: true, mergeable_state: "draft" });
  expect(emulator.pullRequests).toMatchObject([
    { number: 1, state: "open", headSha: sha, body: "Why", draft: true },
  ]);
});

it.each([
  [
    "a head and a base that are not there",
    { head: "nope", base: "neither" },
    [
      { resource: "PullRequest", field: "base", code: "invalid" },
      { resource: "PullRequest", field: "head", code: "invalid" },
    ],
  ],
  [
    "somebody else's head",
    { head: "other:main" },
    [{ resource: "PullRequest", field: "head", code: "invalid" }],
  ],
  [
    "nothing new",
    { head: "same" },
    [{ resource: "PullRequest", code: "custom", message: "No commits between main and same" }],
  ],
  [
    "a pull request that is open already",
    { head: "open" },
    [{ resource: "PullRequest", code: "custom", message: "A pull request already exists for acme:open." }],
  ],
  [
    "unrelated histories",
    { head: "alien" },
    [
      {
        resource: "PullRequest",
        code: "custom",
        message: "The alien branch has no history in common with main",
      },
    ],
  ],
])("refuses to open one for %s", async (_what, change, errors) => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await emulator.git("branch", "same", "main");
  await emulator.commit({ branch: "alien", files: { "x.txt": "x" } });
  await github.openPullRequest("open");
  const answer = await call("POST", "/pulls", { title: "t", base: "main", ...change });
  expect([answer.status, answer.json]).toEqual([422, refusal(422, "Validation Failed", create, errors)]);
});

it("refuses texts that are too long", async () => {
  await using github = await startGitHub();
  await github.emulator.commit({ branch: "b", from: "main", files: { a: "1" } });
  const body = { title: "t".repeat(257), body: "é".repeat(65_537), head: "b", base: "main" };
  const answer = await github.call("POST", "/pulls", body);
  expect(answer.at("errors.*.message")).toEqual([
    "title is too long (maximum is 256 characters)",
    "body is too long (maximum is 65536 characters)",
  ]);
});

it("lets only a person's or an app's token open one if the setting forbids it to workflows", async () => {
  for (const [tokenKind, status] of [
    ["actions", 403],
    ["app", 201],
    ["personal", 201],
  ] as const) {
    await using github = await startGitHub({ tokenKind, mayCreatePullRequests: false });
    await github.emulator.commit({ branch: "b", from: "main", files: { a: "1" } });
    const answer = await github.call("POST", "/pulls", { title: "t", head: "b", base: "main" });
    expect(answer.status).toBe(status);
    if (status !== 403) continue;
    const message = "GitHub Actions is not permitted to create or approve pull requests.";
    expect(answer.json).toEqual(refusal(403, message, create));
  }
});

it("opens exactly one for a head if twenty requests come at once", async () => {
  await using github = await startGitHub();
  await github.emulator.commit({ branch: "b", from: "main", files: { a: "1" } });
  const ask = () => github.call("POST", "/pulls", { title: "t", head: "b", base: "main" });
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, ...Array(19).fill(422)]);
  expect(github.emulator.pullRequests).toHaveLength(1);
});

it("lists pull requests by head, base and state, in either order, page by page", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  for (const branch of ["one", "a/#%é", "three"]) await github.openPullRequest(branch);
  await emulator.closePullRequest(1);
  const numbers = async (query: string) => (await call("GET", `/pulls${query}`)).at("*.number");
  expect(await numbers("")).toEqual([3, 2]);
  expect(await numbers("?state=all&direction=asc")).toEqual([1, 2, 3]);
  expect(await numbers("?state=closed")).toEqual([1]);
  expect(await numbers(`?head=${encodeURIComponent("acme:a/#%é")}`)).toEqual([2]);
  expect(await numbers("?head=acme:one")).toEqual([]);
  expect(await numbers("?head=other:three")).toEqual([]);
  expect(await numbers("?base=other")).toEqual([]);
  expect(await numbers("?state=all&sort=updated&direction=desc&per_page=1")).toHaveLength(1);
  const page = await call("GET", "/pulls?state=all&per_page=2");
  expect(page.headers.get("link")).toBe(
    `<${emulator.url}/repos/acme/firewall/pulls?state=all&per_page=2&page=2>; rel="next", ` +
      `<${emulator.url}/repos/acme/firewall/pulls?state=all&per_page=2&page=2>; rel="last"`,
  );
});

it("ignores a head filter without an owner, as GitHub does", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("one");
  await github.openPullRequest("two");
  expect((await github.call("GET", "/pulls?head=one")).json).toHaveLength(2);
});

it("edits title, body, base and state, and leaves everything else as it is", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  await emulator.git("branch", "stable", "main");
  const edit = async (change: object) => (await call("PATCH", "/pulls/1", change)).json;
  expect(await edit({ title: "New" })).toMatchObject({ title: "New", body: null, state: "open" });
  expect(await edit({ body: "Text" })).toMatchObject({ title: "New", body: "Text" });
  expect(await edit({ body: "" })).toMatchObject({ body: null });
  expect(await edit({ base: "stable" })).toMatchObject({ base: { ref: "stable" } });
  expect(await edit({ state: "closed" })).toMatchObject({ state: "closed", merged: false });
  expect(await edit({ state: "open" })).toMatchObject({ state: "open", closed_at: null });
});

it.each([
  ["an empty title", { title: "" }, { resource: "PullRequest", code: "missing_field", field: "title" }],
  [
    "a base that is not there",
    { base: "nope" },
    {
      resource: "PullRequest",
      code: "invalid",
      field: "base",
      message: "Proposed base branch 'nope' was not found",
    },
  ],
])("refuses to give one %s", async (_what, change, error) => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  const answer = await github.call("PATCH", "/pulls/1", change);
  expect([answer.status, answer.json]).toEqual([422, refusal(422, "Validation Failed", update, [error])]);
});

it.each([
  ["its branch is gone", ["update-ref", "-d", "refs/heads/b"], "The b branch has been deleted."],
  [
    "its branch holds nothing new",
    ["update-ref", "refs/heads/main", "refs/heads/b"],
    "There are no new commits on the b branch.",
  ],
  [
    "its branch was moved aside",
    ["update-ref", "refs/heads/b", "refs/heads/main"],
    "The b branch was force-pushed or recreated.",
  ],
])("doesn't reopen one if %s", async (_what, args, problem) => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  await github.emulator.closePullRequest(1);
  await github.emulator.git(...args);
  const answer = await github.call("PATCH", "/pulls/1", { state: "open" });
  expect([answer.status, answer.at("errors.0.message")]).toEqual([
    422,
    `state cannot be changed. ${problem}`,
  ]);
});

it("lets an open pull request follow its branch, and freezes a closed one", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  const second = await github.commitOn("b", { "a.txt": "2" });
  await call("PATCH", "/git/refs/heads/b", { sha: second });
  expect((await call("GET", "/pulls/1")).json).toMatchObject({ head: { sha: second }, commits: 2 });
  await call("PATCH", "/pulls/1", { state: "closed" });
  await emulator.commit({ branch: "b", files: { "a.txt": "3" } });
  expect((await call("GET", "/pulls/1")).at("head.sha")).toBe(second);
  expect(emulator.pullRequests[0]?.headSha).toBe(second);
});

it("keeps the head under a ref of the pull request, also what was pushed just before the branch was deleted", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  expect(await emulator.git("rev-parse", "refs/pull/1/head")).toBe(await emulator.git("rev-parse", "b"));
  const pushed = await emulator.commit({ branch: "b", files: { "a.txt": "2" } });
  expect((await call("DELETE", "/git/refs/heads/b")).status).toBe(204);
  expect(await emulator.git("rev-parse", "refs/pull/1/head")).toBe(pushed);
});

it.each([
  ["its head branch is deleted", ["update-ref", "-d", "refs/heads/b"], { state: "closed", merged: false }],
  ["its base branch is deleted", ["update-ref", "-d", "refs/heads/base"], { state: "closed", merged: false }],
  [
    "its head is reset to its base",
    ["update-ref", "refs/heads/b", "refs/heads/base"],
    { state: "closed", merged: false },
  ],
  [
    "its base comes to contain it",
    ["update-ref", "refs/heads/base", "refs/heads/b"],
    { state: "closed", merged: true },
  ],
])("closes a pull request if %s", async (_what, args, expected) => {
  await using github = await startGitHub();
  await github.emulator.git("branch", "base", "main");
  const sha = await github.commitOn("main", { a: "1" });
  await github.call("POST", "/git/refs", { ref: "refs/heads/b", sha });
  await github.call("POST", "/pulls", { title: "t", head: "b", base: "base" });
  await github.emulator.git(...args);
  expect((await github.call("GET", "/pulls/1")).json).toMatchObject(expected);
});

it("finds out whether there are conflicts", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b", { "README.md": "ours\n" });
  await github.emulator.commit({ branch: "main", files: { "README.md": "theirs\n" } });
  expect((await github.call("GET", "/pulls/1")).json).toMatchObject({
    mergeable: false,
    mergeable_state: "dirty",
  });
});

it("answers 404 for a pull request that doesn't exist", async () => {
  await using github = await startGitHub();
  const answer = await github.call("GET", "/pulls/7");
  expect(answer.json).toEqual(refusal(404, "Not Found", "rest/pulls/pulls#get-a-pull-request"));
});
