import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

it("adds, edits, deletes and lists comments", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  const first = await call("POST", "/issues/1/comments", { body: "One é" });
  expect(first.json).toMatchObject({ body: "One é", user: { login: "github-actions[bot]" } });
  await call("POST", "/issues/1/comments", { body: "Two" });
  const edited = await call("PATCH", `/issues/comments/${first.at("id")}`, { body: "1" });
  expect(edited.json).toMatchObject({ id: first.at("id"), body: "1" });
  const bodies = async (query: string) => (await call("GET", `/issues/1/comments${query}`)).at("*.body");
  expect(await bodies("")).toEqual(["1", "Two"]);
  expect(await bodies("?per_page=1&page=2")).toEqual(["Two"]);
  expect(emulator.pullRequests[0]?.comments.map((comment) => comment.body)).toEqual(["1", "Two"]);
  expect((await call("DELETE", `/issues/comments/${first.at("id")}`)).status).toBe(204);
  expect(await bodies("")).toEqual(["Two"]);
  expect((await call("DELETE", `/issues/comments/${first.at("id")}`)).status).toBe(404);
  expect((await call("PATCH", "/issues/comments/1", { body: "x" })).status).toBe(404);
  expect((await call("POST", "/issues/9/comments", { body: "x" })).status).toBe(404);
});

it("lists who closed, reopened and merged a pull request", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await github.openPullRequest("b");
  const events = async (number: number, query = "") => {
    const answer = await call("GET", `/issues/${number}/events${query}`);
    const list = answer.json as { event: string; actor: { login: string }; commit_id: string | null }[];
    return list.map(({ event, actor, commit_id }) => [event, actor.login, commit_id]);
  };
  expect(await events(1)).toEqual([]);
  await call("PATCH", "/pulls/1", { state: "closed" });
  await call("PATCH", "/pulls/1", { state: "open" });
  await emulator.closePullRequest(1);
  await emulator.reopenPullRequest(1);
  await call("DELETE", "/git/refs/heads/b");
  const [bot, person] = ["github-actions[bot]", "maintainer"];
  expect(await events(1)).toEqual([
    ["closed", bot, null],
    ["reopened", bot, null],
    ["closed", person, null],
    ["reopened", person, null],
    ["closed", bot, null],
  ]);
  expect(await events(1, "?per_page=2&page=3")).toEqual([["closed", bot, null]]);
  await github.openPullRequest("c");
  await emulator.merge(2);
  const main = await emulator.git("rev-parse", "main");
  expect(await events(2)).toEqual([
    ["merged", person, main],
    ["closed", person, null],
  ]);
  expect((await call("GET", "/issues/9/events")).status).toBe(404);
});

it.each([
  ["blank", " ", "Body cannot be blank"],
  ["too long", "🔥".repeat(65_537), "Body is too long (maximum is 65536 characters)"],
])("refuses a comment that is %s", async (_what, body, message) => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  const { json } = await github.call("POST", "/issues/1/comments", { body });
  const error = { resource: "IssueComment", code: "unprocessable", field: "data", message };
  expect(json).toEqual(
    refusal(422, "Validation Failed", "rest/issues/comments#create-an-issue-comment", [error]),
  );
});

it("adds labels that exist, in any case, and creates others only with the permission for issues", async () => {
  await using github = await startGitHub({ labels: ["Network"] });
  const { call, emulator } = github;
  await github.openPullRequest("b");
  const known = await call("POST", "/issues/1/labels", { labels: ["network"] });
  expect([known.status, known.at("*.name")]).toEqual([200, ["Network"]]);
  const refused = await call("POST", "/issues/1/labels", { labels: ["network", "new"] });
  const message = "You do not have permission to create labels on this repository.";
  const errors = [{ resource: "Repository", field: "label", code: "unauthorized" }];
  const docs = "https://docs.github.com/v3/issues/labels/";
  expect([refused.status, refused.json]).toEqual([403, refusal(403, message, docs, errors)]);
  emulator.setPermissions({ issues: "write" });
  await call("POST", "/issues/1/labels", { labels: ["new", "ü"] });
  expect(emulator.pullRequests[0]?.labels).toEqual(["Network", "new", "ü"]);
});

it("assigns collaborators, and ignores everybody else", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  const answer = await github.call("POST", "/issues/1/assignees", {
    assignees: ["Reviewer", "stranger"],
  });
  expect(answer.status).toBe(201);
  expect(answer.at("assignees.*.login")).toEqual(["reviewer"]);
  expect(github.emulator.pullRequests[0]?.assignees).toEqual(["reviewer"]);
});

const reviewers = "rest/pulls/review-requests#request-reviewers-for-a-pull-request";

it("requests reviews from collaborators and teams", async () => {
  await using github = await startGitHub({ tokenKind: "app" });
  await github.openPullRequest("b");
  const body = { reviewers: ["reviewer"], team_reviewers: ["network"] };
  const { status, json } = await github.call("POST", "/pulls/1/requested_reviewers", body);
  expect(status).toBe(201);
  expect(json).toMatchObject({
    requested_reviewers: [{ login: "reviewer" }],
    requested_teams: [{ slug: "network" }],
  });
  expect(github.emulator.pullRequests).toMatchObject([
    { reviewers: ["reviewer"], teamReviewers: ["network"] },
  ]);
});

it.each([
  [
    "one is no collaborator",
    { reviewers: ["reviewer", "stranger"] },
    "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a " +
      "collaborator of the acme/firewall repository.",
  ],
  [
    "a team is unknown",
    { team_reviewers: ["nope"] },
    "Reviews may only be requested from collaborators. One or more of the teams you specified is not a " +
      "collaborator of the acme/firewall repository.",
  ],
  [
    "one is the author",
    { reviewers: ["maintainer"] },
    "Review cannot be requested from pull request author.",
  ],
])("refuses all reviewers when %s", async (_what, body, message) => {
  await using github = await startGitHub({ tokenKind: "personal" });
  await github.openPullRequest("b");
  const { status, json } = await github.call("POST", "/pulls/1/requested_reviewers", body);
  expect([status, json]).toEqual([422, refusal(422, message, reviewers)]);
  expect(github.emulator.pullRequests[0]?.reviewers).toEqual([]);
});

it("can't see a team with a workflow's own token", async () => {
  await using github = await startGitHub();
  await github.openPullRequest("b");
  const answer = await github.call("POST", "/pulls/1/requested_reviewers", { team_reviewers: ["network"] });
  expect(answer.at("message")).toBe("Validation Failed");
  expect(answer.at("errors.0")).toMatch(/^Could not resolve to a node with the global id of '.+'\.$/);
});

it("pages through more than 1,000 comments, and finds the newest ones of the repository or since a time", async () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  await using github = await startGitHub({ now: () => now });
  const { call, emulator } = github;
  await github.openPullRequest("b");
  await emulator.addComments(
    1,
    Array.from({ length: 1040 }, (_, index) => `Comment ${index}`),
  );
  const first = await call("GET", "/issues/1/comments?per_page=100");
  const last = /<[^>]*[?&]page=(\d+)[^>]*>; rel="last"/.exec(first.headers.get("link") ?? "")?.[1];
  expect(last).toBe("11");
  const tail = await call("GET", `/issues/1/comments?per_page=100&page=${last}`);
  expect(tail.at("*.body")).toMatchObject({ length: 40, 39: "Comment 1039" });
  now += 60_000;
  await emulator.commentOnPullRequest(1, "Newest");
  const since = await call("GET", "/issues/1/comments?since=2026-01-01T00:00:30Z");
  expect(since.at("*.body")).toEqual(["Newest"]);
  const newest = await call("GET", "/issues/comments?sort=created&direction=desc&per_page=2");
  expect(newest.at("*.body")).toEqual(["Newest", "Comment 1039"]);
});

it.each([
  ["actions", 403],
  ["app", 403],
  ["personal", 201],
] as const)(
  "lets a token of the kind %s comment on a locked conversation with %i",
  async (tokenKind, status) => {
    await using github = await startGitHub({ tokenKind });
    await github.openPullRequest("b");
    await github.emulator.lockConversation(1);
    expect((await github.call("GET", "/pulls/1")).at("locked")).toBe(true);
    const answer = await github.call("POST", "/issues/1/comments", { body: "Closed" });
    expect(answer.status).toBe(status);
    if (status !== 403) return;
    const message = "Unable to create comment because issue is locked.";
    const docs = "https://docs.github.com/articles/locking-conversations/";
    expect(answer.json).toEqual(refusal(403, message, docs));
  },
);
