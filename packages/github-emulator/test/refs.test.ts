import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const missingSha = "eeed0456ca0e8d129a91bd4826732ab95a3edbb6";
const docs = {
  get: "rest/git/refs#get-a-reference",
  create: "rest/git/refs#create-a-reference",
  update: "rest/git/refs#update-a-reference",
  delete: "rest/git/refs#delete-a-reference",
};

it.each(["chat-ip/update", "a#b", "50%25", "100%", "🔥/é", "a.b", "x+y&z=1"])(
  "creates, reads, moves and deletes the branch %s",
  async (branch) => {
    await using github = await startGitHub();
    const { call, emulator } = github;
    const encoded = encodeURIComponent(branch);
    const main = await emulator.git("rev-parse", "main");
    const created = await call("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha: main });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      ref: `refs/heads/${branch}`,
      object: { type: "commit", sha: main },
    });
    expect(await emulator.git("rev-parse", `refs/heads/${branch}`)).toBe(main);
    const next = await github.commitOn("main", { a: "1" });
    expect((await call("PATCH", `/git/refs/heads/${encoded}`, { sha: next, force: false })).status).toBe(200);
    expect((await call("GET", `/git/ref/heads/${encoded}`)).at("object.sha")).toBe(next);
    expect((await call("GET", `/branches/${encoded}`)).json).toMatchObject({
      name: branch,
      commit: { sha: next },
    });
    expect((await call("DELETE", `/git/refs/heads/${encoded}`)).status).toBe(204);
    const gone = await call("GET", `/git/ref/heads/${encoded}`);
    expect([gone.status, gone.json]).toEqual([404, refusal(404, "Not Found", docs.get)]);
  },
);

it("reads a ref only by its exact name, loose or packed", async () => {
  await using github = await startGitHub();
  await github.emulator.commit({ branch: "feature/one", from: "main", files: { a: "1" } });
  await github.emulator.git("pack-refs", "--all");
  expect((await github.call("GET", "/git/ref/heads/feature/one")).status).toBe(200);
  expect((await github.call("GET", "/git/ref/heads/feature")).status).toBe(404);
  const matching = await github.call("GET", "/git/matching-refs/heads/feature");
  expect(matching.at("*.ref")).toEqual(["refs/heads/feature/one"]);
  expect((await github.call("GET", "/git/matching-refs/heads/nope")).json).toEqual([]);
});

it.each([
  ["a name outside of refs", { ref: "heads/a" }, "Reference name must start with 'refs/'."],
  [
    "a name that is too short",
    { ref: "refs/a" },
    "Reference name must contain at least three slash-separated components.",
  ],
  ["a name that git forbids", { ref: "refs/heads/a..b" }, "refs/heads/a..b is not a valid ref name."],
  ["a name that is taken", { ref: "refs/heads/main" }, "Reference already exists"],
  ["a name inside of a branch", { ref: "refs/heads/main/x" }, "Reference update failed"],
  ["an object that is not there", { ref: "refs/heads/a", sha: missingSha }, "Object does not exist"],
])("refuses to create a ref with %s", async (_what, change, message) => {
  await using github = await startGitHub();
  const sha = await github.emulator.git("rev-parse", "main");
  const answer = await github.call("POST", "/git/refs", { sha, ...change });
  expect([answer.status, answer.json]).toEqual([422, refusal(422, message, docs.create)]);
});

it("moves a branch back only by force", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const old = await emulator.git("rev-parse", "main");
  const tip = await emulator.commit({ branch: "main", files: { a: "1" } });
  const refused = await call("PATCH", "/git/refs/heads/main", { sha: old });
  expect([refused.status, refused.json]).toEqual([
    422,
    refusal(422, "Update is not a fast forward", docs.update),
  ]);
  expect(await emulator.git("rev-parse", "main")).toBe(tip);
  expect((await call("PATCH", "/git/refs/heads/main", { sha: old, force: true })).status).toBe(200);
  expect(await emulator.git("rev-parse", "main")).toBe(old);
});

it("refuses to move or delete a missing ref, and to put anything but a commit on a branch", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const [sha, tree] = [
    await emulator.git("rev-parse", "main"),
    await emulator.git("rev-parse", "main^{tree}"),
  ];
  const moved = await call("PATCH", "/git/refs/heads/nope", { sha });
  expect(moved.json).toEqual(refusal(422, "Reference does not exist", docs.update));
  const deleted = await call("DELETE", "/git/refs/heads/nope");
  expect(deleted.json).toEqual(refusal(422, "Reference does not exist", docs.delete));
  const toTree = await call("PATCH", "/git/refs/heads/main", { sha: tree });
  expect(toTree.json).toEqual(refusal(422, "Object is not a commit", docs.update));
});

it("lets exactly one of twenty concurrent moves win, and keeps the winner's commit", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const shas = await Promise.all(
    Array.from({ length: 20 }, (_, index) => github.commitOn("main", { [`${index}.txt`]: `${index}` })),
  );
  expect(new Set(shas).size).toBe(20);
  const answers = await Promise.all(
    shas.map((sha) => call("PATCH", "/git/refs/heads/main", { sha, force: false })),
  );
  const winners = shas.filter((_, index) => answers[index]?.status === 200);
  expect(winners).toHaveLength(1);
  expect(answers.filter((answer) => answer.at("message") === "Update is not a fast forward")).toHaveLength(
    19,
  );
  expect(await emulator.git("rev-parse", "main")).toBe(winners[0]);
});

it("lets exactly one of twenty concurrent creations win", async () => {
  await using github = await startGitHub();
  const shas = await Promise.all(
    Array.from({ length: 20 }, (_, index) => github.commitOn("main", { [`${index}.txt`]: `${index}` })),
  );
  const answers = await Promise.all(
    shas.map((sha) => github.call("POST", "/git/refs", { ref: "refs/heads/chat-ip/update", sha })),
  );
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, ...Array(19).fill(422)]);
});

it.each([
  ["update", "Cannot update this protected ref."],
  ["pull_request", "Changes must be made through a pull request."],
])(
  "refuses a push that the rule %s forbids, lists the rule, and lets people pass",
  async (type, sentence) => {
    await using github = await startGitHub();
    const { call, emulator } = github;
    emulator.protect("main", { type });
    const sha = await github.commitOn("main", { a: "1" });
    const refused = await call("PATCH", "/git/refs/heads/main", { sha });
    const message = `Repository rule violations found\n\n${sentence}\n\n`;
    expect([refused.status, refused.json]).toEqual([422, refusal(422, message, docs.update)]);
    expect((await call("GET", "/rules/branches/main")).json).toMatchObject([
      { type, ruleset_source: "acme/firewall" },
    ]);
    expect((await call("GET", "/rules/branches/other")).json).toEqual([]);
    expect((await call("GET", "/branches/main")).at("protected")).toBe(true);
    await emulator.commit({ branch: "main", files: { b: "2" } });
  },
);

it("refuses a creation that a rule forbids without saying which, as GitHub does", async () => {
  await using github = await startGitHub();
  github.emulator.protect("chat-ip/update", { type: "creation" });
  const sha = await github.commitOn("main", { a: "1" });
  const answer = await github.call("POST", "/git/refs", { ref: "refs/heads/chat-ip/update", sha });
  expect([answer.status, answer.json]).toEqual([422, refusal(422, "Reference update failed", docs.create)]);
});

it.each([
  ["required_signatures", "personal", "Commits must have verified signatures."],
  ["commit_message_pattern", "actions", "Commit message must start with a ticket."],
] as const)("applies the rule %s to the commits of a push", async (type, tokenKind, sentence) => {
  await using github = await startGitHub({ tokenKind });
  github.emulator.protect("main", { type, message: sentence });
  const sha = await github.commitOn("main", { a: "1" });
  const answer = await github.call("PATCH", "/git/refs/heads/main", { sha });
  expect(answer.at("message")).toBe(`Repository rule violations found\n\n${sentence}\n\n`);
});

it("lets signed commits through where signatures are required, and refuses a deletion that a rule forbids", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  emulator.protect("main", { type: "required_signatures" });
  const sha = await github.commitOn("main", { a: "1" });
  expect((await call("PATCH", "/git/refs/heads/main", { sha })).status).toBe(200);
  await emulator.commit({ branch: "kept", from: "main", files: { b: "2" } });
  emulator.protect("kept", { type: "deletion" });
  const kept = await call("DELETE", "/git/refs/heads/kept");
  expect([kept.status, kept.at("message")]).toEqual([
    422,
    "Repository rule violations found\n\nCannot delete this branch\n\n",
  ]);
});
