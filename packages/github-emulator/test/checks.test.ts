import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

it("lists check runs, the latest of each name, to a token that may read checks", async () => {
  await using github = await startGitHub({ permissions: { checks: "read" } });
  const { call, emulator } = github;
  await github.openPullRequest("b");
  const sha = await emulator.git("rev-parse", "b");
  await emulator.setCheck("b", "ci", "queued");
  await emulator.setCheck(sha, "lint", "success");
  await emulator.setStatus("b", "deploy", "success");
  expect((await call("GET", `/commits/${sha}/check-runs`)).json).toMatchObject({
    total_count: 2,
    check_runs: [
      { name: "ci", head_sha: sha, status: "queued", conclusion: null, completed_at: null },
      { name: "lint", status: "completed", conclusion: "success" },
    ],
  });
  await emulator.setCheck("b", "ci", "failure");
  const completed = await call("GET", "/commits/b/check-runs?status=completed&check_name=ci");
  expect(completed.at("check_runs.*.conclusion")).toEqual(["failure"]);
  const page = await call("GET", "/commits/b/check-runs?per_page=1&page=2");
  expect([page.at("total_count"), page.at("check_runs.*.name")]).toEqual([2, ["lint"]]);
});

it("doesn't show check runs or statuses to a token without the permission", async () => {
  await using github = await startGitHub();
  const message = "Resource not accessible by integration";
  const runs = await github.call("GET", "/commits/main/check-runs");
  expect([runs.status, runs.json]).toEqual([
    403,
    refusal(403, message, "rest/checks/runs#list-check-runs-for-a-git-reference"),
  ]);
  expect(runs.headers.get("x-accepted-github-permissions")).toBe("checks=read");
  expect((await github.call("GET", "/commits/main/status")).status).toBe(403);
});

it.each([
  [[], "pending"],
  [["success"], "success"],
  [["success", "pending"], "pending"],
  [["pending", "error", "success"], "failure"],
] as const)("combines the statuses %j to %s", async (states, combined) => {
  await using github = await startGitHub({ permissions: { statuses: "read" } });
  for (const [index, state] of states.entries()) await github.emulator.setStatus("main", `${index}`, state);
  const answer = await github.call("GET", "/commits/main/status");
  expect(answer.json).toMatchObject({ state: combined, total_count: states.length });
  expect(answer.at("statuses.*.state")).toEqual(states);
});

it("lists reviews, oldest first", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  await github.emulator.review(1, "COMMENTED", "maintainer");
  await github.emulator.review(1, "APPROVED");
  expect((await github.call("GET", "/pulls/1/reviews")).json).toMatchObject([
    { user: { login: "maintainer" }, state: "COMMENTED" },
    {
      user: { login: "reviewer" },
      state: "APPROVED",
      commit_id: await github.emulator.git("rev-parse", "b"),
    },
  ]);
});
