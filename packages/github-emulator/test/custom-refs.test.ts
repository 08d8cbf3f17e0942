import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const name = "refs/chat-ip/waiting/chat-ip/update";

it("creates, finds, reads, moves and deletes a ref outside of branches and tags", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  expect((await call("GET", "/git/matching-refs/chat-ip/waiting/")).json).toEqual([]);
  const first = await github.commitOn("main", {});
  expect((await call("POST", "/git/refs", { ref: name, sha: first })).status).toBe(201);
  expect((await call("GET", "/git/matching-refs/chat-ip/waiting/")).json).toMatchObject([
    { ref: name, object: { type: "commit", sha: first } },
  ]);
  expect((await call("GET", `/git/commits/${first}`)).json).toMatchObject({ message: "Update" });

  const second = await commitOn(github, first);
  const path = `/git/${name}`;
  expect((await call("PATCH", path, { sha: second, force: false })).status).toBe(200);
  expect(await emulator.git("rev-parse", name)).toBe(second);
  const back = await call("PATCH", path, { sha: first, force: false });
  expect([back.status, back.at("message")]).toEqual([422, "Update is not a fast forward"]);
  expect((await call("DELETE", path)).status).toBe(204);
  expect((await call("GET", "/git/matching-refs/chat-ip/waiting/")).json).toEqual([]);
});

it("doesn't list it as a branch or tag, and applies no branch rules to it", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  emulator.protect("~ALL", { type: "creation" });
  const sha = await github.commitOn("main", { a: "1" });
  expect((await call("POST", "/git/refs", { ref: name, sha })).status).toBe(201);
  expect(await emulator.git("for-each-ref", "--format=%(refname)", "refs/heads/", "refs/tags/")).toBe(
    "refs/heads/main",
  );
});

it.each([
  ["POST", "/git/refs", { ref: name }, "rest/git/refs#create-a-reference"],
  ["PATCH", `/git/${name}`, {}, "rest/git/refs#update-a-reference"],
  ["DELETE", `/git/${name}`, undefined, "rest/git/refs#delete-a-reference"],
])("refuses %s %s to a token that may only read contents", async (method, path, body, docs) => {
  await using github = await startGitHub({ permissions: { contents: "read" } });
  const sha = await github.emulator.git("rev-parse", "main");
  const answer = await github.call(method, path, body === undefined ? body : { ...body, sha });
  const message = "Resource not accessible by integration";
  expect([answer.status, answer.json]).toEqual([403, refusal(403, message, docs)]);
});

async function commitOn(github: Awaited<ReturnType<typeof startGitHub>>, parent: string): Promise<string> {
  const tree = await github.emulator.git("rev-parse", `${parent}^{tree}`);
  const commit = await github.call("POST", "/git/commits", { message: "Next", tree, parents: [parent] });
  return commit.textAt("sha");
}
