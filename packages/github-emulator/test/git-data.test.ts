import { expect, it } from "vitest";
import { refusal, startGitHub } from "./github.ts";

const missingSha = "eeed0456ca0e8d129a91bd4826732ab95a3edbb6";
const createTree = "rest/git/trees#create-a-tree";
const createCommit = "rest/git/commits#create-a-commit";

it("makes a tree from a base, inline content, objects and deletions, which git reads the same way", async () => {
  await using github = await startGitHub();
  const { emulator, call } = github;
  await emulator.commit({
    branch: "main",
    files: { "lists/a.txt": "a\n", "lists/b.txt": "b\n", "x/y/z": "z" },
  });
  const base = await emulator.git("rev-parse", "main^{tree}");
  const lists = await emulator.git("rev-parse", "main:lists");
  const tree = await call("POST", "/git/trees", {
    base_tree: base,
    tree: [
      { path: "lists/b.txt", mode: "100644", type: "blob", content: "B é\n" },
      { path: "copy", mode: "040000", type: "tree", sha: lists },
      { path: "x/y/z", mode: "100644", type: "blob", sha: null },
      { path: "run.sh", mode: "100755", type: "blob", content: "" },
    ],
  });
  expect(tree.status).toBe(201);
  expect(tree.at("tree.*.path")).toEqual(["README.md", "copy", "lists", "run.sh"]);
  const listing = await emulator.git("ls-tree", "-r", "--format=%(objectmode) %(path)", tree.textAt("sha"));
  expect(listing.split("\n")).toEqual([
    "100644 README.md",
    "100644 copy/a.txt",
    "100644 copy/b.txt",
    "100644 lists/a.txt",
    "100644 lists/b.txt",
    "100755 run.sh",
  ]);
  expect(await emulator.git("show", `${tree.at("sha")}:lists/b.txt`)).toBe("B é");
});

it("lists a tree flat or recursively, by its own name or by a commit's", async () => {
  await using github = await startGitHub();
  const sha = await github.emulator.commit({ branch: "main", files: { "a/b/c.txt": "12345" } });
  const paths = async (path: string): Promise<unknown> => (await github.call("GET", path)).at("tree.*.path");
  expect(await paths("/git/trees/main")).toEqual(["README.md", "a"]);
  expect(await paths(`/git/trees/${sha}?recursive=1`)).toEqual(["README.md", "a", "a/b", "a/b/c.txt"]);
  const tree = await github.emulator.git("rev-parse", "main:a");
  const answer = await github.call("GET", `/git/trees/${tree}?recursive=false`);
  expect(answer.json).toMatchObject({
    sha: tree,
    truncated: false,
    tree: [{ path: "b" }, { path: "b/c.txt", size: 5 }],
  });
  expect((await github.call("GET", `/git/trees/${missingSha}`)).status).toBe(404);
});

it.each([
  ["a base that is no tree", { base_tree: missingSha, tree: [] }, "base_tree is not a valid tree oid"],
  [
    "a deletion of what is not there",
    { tree: [{ path: "nope", mode: "100644", type: "blob", sha: null }] },
    "GitRPC::BadObjectState",
  ],
  [
    "an object that is not there",
    { tree: [{ path: "a", mode: "100644", type: "blob", sha: missingSha }] },
    `tree.sha ${missingSha} is not a valid blob`,
  ],
  [
    "content and an object at once",
    { tree: [{ path: "a", mode: "100644", type: "blob", sha: missingSha, content: "" }] },
    "Must supply either tree.sha or tree.content. Request will be rejected if both are present.",
  ],
  [
    "content for a directory",
    { tree: [{ path: "a", mode: "040000", type: "tree", content: "" }] },
    "A subdirectory may not have content",
  ],
  [
    "a path from the root",
    { tree: [{ path: "/a", mode: "100644", type: "blob", content: "" }] },
    "tree.path cannot start with a slash",
  ],
  [
    "a path that leaves the repository",
    { tree: [{ path: "a/../../b", mode: "100644", type: "blob", content: "" }] },
    "tree.path contains a malformed path component",
  ],
])("refuses a tree with %s", async (_what, body, message) => {
  await using github = await startGitHub();
  const answer = await github.call("POST", "/git/trees", body);
  expect([answer.status, answer.json]).toEqual([422, refusal(422, message, createTree)]);
});

it.each([
  ["actions", "github-actions[bot]", "GitHub", true, "valid"],
  ["app", "allowlists[bot]", "GitHub", true, "valid"],
  ["personal", "maintainer", "maintainer", false, "unsigned"],
] as const)(
  "attributes a commit without author to the %s token's account",
  async (tokenKind, author, committer, verified, reason) => {
    await using github = await startGitHub({ tokenKind });
    const sha = await github.commitOn("main", { a: "1" });
    const { json } = await github.call("GET", `/git/commits/${sha}`);
    expect(json).toMatchObject({
      author: { name: author },
      committer: { name: committer },
      verification: { verified, reason },
      message: "Update",
    });
    expect(await github.emulator.git("log", "-1", "--format=%an|%cn", sha)).toBe(`${author}|${committer}`);
  },
);

it("leaves a commit unsigned when the request names somebody, and keeps several parents in order", async () => {
  await using github = await startGitHub();
  const [first, second] = [
    await github.commitOn("main", { a: "1" }),
    await github.commitOn("main", { a: "2" }),
  ];
  const tree = await github.emulator.git("rev-parse", "main^{tree}");
  const author = { name: "Ada", email: "ada@example.org", date: "2026-03-04T05:06:07+02:00" };
  const body = { message: "Merge\n\nwith a body", tree, parents: [first, second], author };
  const answer = await github.call("POST", "/git/commits", body);
  expect(answer.json).toMatchObject({
    author: { name: "Ada", email: "ada@example.org", date: "2026-03-04T03:06:07Z" },
    committer: { name: "Ada" },
    verification: { verified: false, reason: "unsigned", signature: null },
    parents: [{ sha: first }, { sha: second }],
  });
  expect(await github.emulator.git("log", "-1", "--format=%P%n%B", answer.textAt("sha"))).toBe(
    `${first} ${second}\nMerge\n\nwith a body`,
  );
});

it.each([
  ["a tree that is not there", { tree: missingSha }, "Tree SHA does not exist"],
  [
    "a parent that is not there",
    { parents: [missingSha] },
    "Parent SHA does not exist or is not a commit object",
  ],
  [
    "a tree that is no SHA-1",
    { tree: "main" },
    "The tree parameter must be exactly 40 characters and contain only [0-9a-f].",
  ],
])("refuses a commit with %s", async (_what, change, message) => {
  await using github = await startGitHub();
  const tree = await github.emulator.git("rev-parse", "main^{tree}");
  const answer = await github.call("POST", "/git/commits", { message: "m", tree, ...change });
  expect([answer.status, answer.json]).toEqual([422, refusal(422, message, createCommit)]);
});

it("serves blobs, as base64 or raw", async () => {
  await using github = await startGitHub();
  const sha = await github.emulator.git("rev-parse", "main:README.md");
  const answer = await github.call("GET", `/git/blobs/${sha}`);
  expect(answer.json).toMatchObject({ sha, size: 11, encoding: "base64" });
  expect(Buffer.from(answer.textAt("content"), "base64").toString()).toBe("# firewall\n");
  const raw = await github.call("GET", `/git/blobs/${sha}`, undefined, {
    accept: "application/vnd.github.raw+json",
  });
  expect(raw.text).toBe("# firewall\n");
  expect((await github.call("GET", `/git/blobs/${missingSha}`)).status).toBe(404);
});

it.each([
  ["GET", "/git/ref/heads/main", undefined, "rest/git/refs#get-a-reference"],
  ["POST", "/git/trees", { tree: [{ path: "a", mode: "100644", type: "blob", content: "" }] }, createTree],
  ["POST", "/git/commits", { message: "m", tree: missingSha }, createCommit],
  ["POST", "/git/refs", { ref: "refs/heads/a", sha: missingSha }, "rest/git/refs#create-a-reference"],
  ["GET", "/commits", undefined, "rest/commits/commits#list-commits"],
])("refuses %s %s while the repository is empty", async (method, path, body, docs) => {
  await using github = await startGitHub({ empty: true });
  const answer = await github.call(method, path, body);
  expect([answer.status, answer.json]).toEqual([409, refusal(409, "Git Repository is empty.", docs)]);
});
