import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

it("describes the repository and a branch", async () => {
  await using github = await startGitHub();
  const repository = await github.call("GET", "");
  expect(repository.json).toMatchObject({
    full_name: "acme/firewall",
    default_branch: "main",
    private: true,
    html_url: `${github.emulator.serverUrl}/acme/firewall`,
    permissions: { push: true },
  });
  const branch = await github.call("GET", "/branches/main");
  expect(branch.json).toMatchObject({
    name: "main",
    protected: false,
    commit: { sha: await github.emulator.git("rev-parse", "main"), author: { login: "maintainer" } },
  });
  const missing = await github.call("GET", "/branches/a%2Fb");
  expect(missing.json).toEqual(refusal(404, "Branch not found", "rest/branches/branches#get-a-branch"));
});

it("lists the commits of a branch or a path, page by page", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const first = await emulator.commit({ branch: "main", files: { "lists/a b.txt": "1" } });
  const second = await emulator.commit({ branch: "main", files: { other: "1" } });
  const third = await emulator.commit({ branch: "main", files: { "lists/a b.txt": "2" } });
  expect((await call("GET", "/commits?per_page=3")).at("*.sha")).toEqual([third, second, first]);
  expect((await call("GET", "/commits?path=lists%2Fa%20b.txt")).at("*.sha")).toEqual([third, first]);
  const page = await call("GET", "/commits?per_page=2&page=2");
  expect(page.at("*.sha")).toEqual([first, await emulator.git("rev-list", "--max-parents=0", "main")]);
  expect(page.headers.get("link")).toContain('rel="prev"');
  expect((await call("GET", "/commits?per_page=1")).headers.get("link")).toContain('page=2>; rel="next"');
  expect((await call("GET", "/commits?sha=nope")).status).toBe(404);
});

it("finds a commit by its branch, and refuses anything else", async () => {
  await using github = await startGitHub();
  const tip = await github.emulator.git("rev-parse", "main");
  expect((await github.call("GET", "/commits/main")).at("sha")).toBe(tip);
  const answer = await github.call("GET", "/commits/nope");
  expect(answer.json).toEqual(
    refusal(422, "No commit found for SHA: nope", "rest/commits/commits#get-a-commit"),
  );
});

it("compares two branches: how far they diverged, in which commits and files", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const fork = await emulator.commit({
    branch: "main",
    files: { "keep.txt": "1\n2\n3\n", "gone.txt": "x\n" },
  });
  const one = await emulator.commit({
    branch: "feature/#1",
    from: "main",
    files: { "keep.txt": "1\ntwo\n3\n", "gone.txt": null },
  });
  const two = await emulator.commit({ branch: "feature/#1", files: { "new é.txt": "n\n" } });
  const ahead = await call("GET", `/compare/main...${encodeURIComponent("feature/#1")}`);
  expect(ahead.json).toMatchObject({
    status: "ahead",
    ahead_by: 2,
    behind_by: 0,
    merge_base_commit: { sha: fork },
    files: [
      { filename: "gone.txt", status: "removed", additions: 0, deletions: 1 },
      { filename: "keep.txt", status: "modified", changes: 2, patch: "@@ -1,3 +1,3 @@\n 1\n-2\n+two\n 3" },
      { filename: "new é.txt", status: "added", additions: 1 },
    ],
  });
  expect(ahead.at("commits.*.sha")).toEqual([one, two]);
  await emulator.commit({ branch: "main", files: { "main.txt": "m\n" } });
  const diverged = await call("GET", "/compare/acme:main...acme:feature%2F%231");
  expect(diverged.json).toMatchObject({ status: "diverged", ahead_by: 2, behind_by: 1 });
  expect((await call("GET", `/compare/main...${fork}`)).json).toMatchObject({
    status: "behind",
    behind_by: 1,
  });
  expect((await call("GET", "/compare/main...main")).json).toMatchObject({ status: "identical", files: [] });
  expect((await call("GET", "/compare/main...nope")).status).toBe(404);
});

it("shows only a person's token whose it is", async () => {
  for (const [tokenKind, status] of [
    ["personal", 200],
    ["actions", 403],
    ["app", 403],
  ] as const) {
    await using github = await startGitHub({ tokenKind });
    const { url, token } = github.emulator;
    const answer = await fetch(`${url}/user`, { headers: { authorization: `token ${token}` } });
    expect(answer.status).toBe(status);
    const docs = "rest/users/users#get-the-authenticated-user";
    const expected =
      status === 200 ? { login: "maintainer" } : refusal(403, "Resource not accessible by integration", docs);
    expect(await answer.json()).toMatchObject(expected);
  }
});
