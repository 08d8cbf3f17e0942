import { describe, expect, it } from "vitest";
import { startGitHub } from "./github.ts";

const late = { settings: { unknownForRequests: 1 } };
type GitHub = Awaited<ReturnType<typeof startGitHub>>;

/** A request's status and GitHub's words, twice. */
async function twice(ask: () => ReturnType<GitHub["call"]>): Promise<unknown[]> {
  const say = async () => {
    const answer = await ask();
    const error = answer.at("errors.0");
    const detail = typeof error === "string" ? error : answer.at("errors.0.message");
    return answer.status < 300 ? answer.status : `${answer.status} ${detail ?? answer.at("message")}`;
  };
  return [await say(), await say()];
}

async function freshTree({ call, emulator }: GitHub): Promise<string> {
  const tree = await call("POST", "/git/trees", {
    base_tree: await emulator.git("rev-parse", "main^{tree}"),
    tree: [{ path: "a.txt", mode: "100644", type: "blob", content: "a\n" }],
  });
  return tree.textAt("sha");
}

async function freshCommit(github: GitHub): Promise<string> {
  const { call, emulator } = github;
  const tree = await freshTree(github);
  emulator.settle();
  const parents = [await emulator.git("rev-parse", "main")];
  return (await call("POST", "/git/commits", { message: "m", tree, parents })).textAt("sha");
}

async function freshBranch(github: GitHub): Promise<string> {
  const { call, emulator } = github;
  const sha = await freshCommit(github);
  emulator.settle();
  await call("POST", "/git/refs", { ref: "refs/heads/b", sha });
  return sha;
}

async function freshPull(github: GitHub): Promise<void> {
  await freshBranch(github);
  github.emulator.settle();
  const pull = await github.call("POST", "/pulls", { title: "t", head: "b", base: "main" });
  expect(pull.status).toBe(201);
}

describe("a fresh object", () => {
  it("is unknown to the first commit and the first ref that use it", async () => {
    await using github = await startGitHub(late);
    const { call, emulator } = github;
    const tree = await freshTree(github);
    const parents = [await emulator.git("rev-parse", "main")];
    const commit = () => call("POST", "/git/commits", { message: "m", tree, parents });
    expect(await twice(commit)).toEqual(["422 Tree SHA does not exist", 201]);
    const { sha } = Object((await commit()).json);
    const ref = () => call("POST", "/git/refs", { ref: "refs/heads/b", sha });
    expect(await twice(ref)).toEqual(["422 Object does not exist", 201]);
    expect(await twice(() => call("GET", `/git/commits/${sha}`))).toEqual(["404 Not Found", 200]);
    const child = () => call("POST", "/git/commits", { message: "m", tree, parents: [sha] });
    expect(await twice(child)).toEqual(["422 Parent SHA does not exist or is not a commit object", 201]);
  });

  it("stays known if it is created a second time", async () => {
    await using github = await startGitHub(late);
    const { call, emulator } = github;
    const parents = [await emulator.git("rev-parse", "main")];
    const tree = await freshTree(github);
    expect((await call("POST", "/git/commits", { message: "m", tree, parents })).status).toBe(422);
    expect(await freshTree(github)).toBe(tree);
    expect((await call("POST", "/git/commits", { message: "m", tree, parents })).status).toBe(201);
  });
});

describe("a fresh ref", () => {
  it.each([
    ["GET", "/git/ref/heads/b", undefined, "404 Not Found", 200],
    ["GET", "/branches/b", undefined, "404 Branch not found", 200],
    ["GET", "/compare/main...b", undefined, "404 Not Found", 200],
    ["GET", "/contents/a.txt?ref=b", undefined, "404 No commit found for the ref b", 200],
    ["POST", "/pulls", { title: "t", head: "b", base: "main" }, "422 Head sha can't be blank", 201],
    ["DELETE", "/git/refs/heads/b", undefined, "422 Reference does not exist", 204],
  ])("is unknown to the first %s %s", async (method, path, body, missed, found) => {
    await using github = await startGitHub(late);
    await freshBranch(github);
    expect(await twice(() => github.call(method, path, body))).toEqual([missed, found]);
  });

  it("isn't listed at first, nor after it was deleted and created again", async () => {
    await using github = await startGitHub(late);
    const { call } = github;
    const sha = await freshBranch(github);
    const list = async () => (await call("GET", "/git/matching-refs/heads/b")).at("*.ref");
    expect([await list(), await list()]).toEqual([[], ["refs/heads/b"]]);
    await call("DELETE", "/git/refs/heads/b");
    await call("DELETE", "/git/refs/heads/b");
    await call("POST", "/git/refs", { ref: "refs/heads/b", sha });
    expect([await list(), await list()]).toEqual([[], ["refs/heads/b"]]);
  });
});

describe("a fresh pull request", () => {
  const unknown = /^422 Could not resolve to a node with the global id of '.*'\.$/;

  it.each([
    ["GET", "/pulls/1", undefined, /^404 Not Found$/, 200],
    ["PATCH", "/pulls/1", { title: "u" }, /^404 Not Found$/, 200],
    ["GET", "/issues/1/comments", undefined, /^404 Not Found$/, 200],
    ["POST", "/issues/1/labels", { labels: ["known"] }, unknown, 200],
    ["POST", "/issues/1/assignees", { assignees: ["reviewer"] }, /^404 Not Found$/, 201],
    ["POST", "/pulls/1/requested_reviewers", { reviewers: ["reviewer"] }, unknown, 201],
    ["POST", "/issues/1/comments", { body: "Hello" }, unknown, 201],
    ["PUT", "/pulls/1/merge", { merge_method: "squash" }, /^404 Not Found$/, 200],
  ])(
    "is unknown to the first %s %s, even if other routes were asked before",
    async (method, path, body, missed, found) => {
      await using github = await startGitHub({ ...late, labels: ["known"] });
      await freshPull(github);
      await github.call("GET", "/issues/1/events");
      expect(await twice(() => github.call(method, path, body))).toEqual([
        expect.stringMatching(missed),
        found,
      ]);
    },
  );

  it("isn't listed at first", async () => {
    await using github = await startGitHub(late);
    await freshPull(github);
    const list = async () => (await github.call("GET", "/pulls?head=acme:b")).at("*.number");
    expect([await list(), await list()]).toEqual([[], [1]]);
  });
});

it("counts the requests of each route, until everything is settled", async () => {
  await using github = await startGitHub({ settings: { unknownForRequests: 3 } });
  await freshPull(github);
  const read = async () => (await github.call("GET", "/pulls/1")).status;
  expect([await read(), await read(), await read(), await read()]).toEqual([404, 404, 404, 200]);
  expect((await github.call("GET", "/issues/1/comments")).status).toBe(404);
  github.emulator.settle();
  expect((await github.call("GET", "/issues/1/comments")).status).toBe(200);
});

it("always knows what people do", async () => {
  await using github = await startGitHub(late);
  await github.emulator.commit({ branch: "b", from: "main", files: { a: "1" } });
  expect((await github.call("GET", "/branches/b")).status).toBe(200);
});
