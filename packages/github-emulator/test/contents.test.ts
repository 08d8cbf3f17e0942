import { expect, it } from "vitest";
import { refusal, startGitHub, type TestGitHub } from "./github.ts";

const docs = "rest/repos/contents#get-repository-content";
const oldDocs = "https://docs.github.com/v3/repos/contents/";

/** Adds entries of any mode to main, by the token's own API. */
async function addEntries(
  { call, emulator }: TestGitHub,
  entries: readonly (readonly [mode: string, sha: string, path: string])[],
): Promise<void> {
  const tree = await call("POST", "/git/trees", {
    base_tree: await emulator.git("rev-parse", "main^{tree}"),
    tree: entries.map(([mode, sha, path]) => ({
      mode,
      sha,
      path,
      type: mode === "160000" ? "commit" : "blob",
    })),
  });
  const parents = [await emulator.git("rev-parse", "main")];
  const commit = await call("POST", "/git/commits", { message: "Entries", tree: tree.at("sha"), parents });
  await call("PATCH", "/git/refs/heads/main", { sha: commit.at("sha") });
}

it("returns a file's content in base64, in lines of 60", async () => {
  await using github = await startGitHub();
  const text = "203.0.113.7\n".repeat(20);
  await github.emulator.commit({ branch: "main", files: { "chat-ips/webhook china#1.txt": text } });
  const answer = await github.call("GET", "/contents/chat-ips/webhook%20china%231.txt");
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({
    type: "file",
    name: "webhook china#1.txt",
    path: "chat-ips/webhook china#1.txt",
    size: text.length,
    encoding: "base64",
  });
  expect(answer.textAt("content").split("\n")[0]).toHaveLength(60);
  expect(Buffer.from(answer.textAt("content"), "base64").toString()).toBe(text);
  expect(answer.at("sha")).toBe(await github.emulator.git("rev-parse", "main:chat-ips/webhook china#1.txt"));
});

it("lists a directory, the root included, at a branch, a tag or a commit", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const old = await emulator.commit({ branch: "main", files: { "lists/a.txt": "a" } });
  await emulator.git("tag", "v1", old);
  await emulator.commit({ branch: "a#b/c%d", from: "main", files: { "lists/b.txt": "bb" } });
  const names = async (path: string): Promise<unknown> => (await call("GET", path)).at("*.name");
  expect(await names("/contents")).toEqual(["README.md", "lists"]);
  expect((await call("GET", "/contents")).at("*.type")).toEqual(["file", "dir"]);
  expect(await names("/contents/lists/")).toEqual(["a.txt"]);
  expect(await names(`/contents/lists?ref=${encodeURIComponent("a#b/c%d")}`)).toEqual(["a.txt", "b.txt"]);
  expect(await names("/contents/lists?ref=v1")).toEqual(["a.txt"]);
  expect(await names(`/contents/lists?ref=${old}`)).toEqual(["a.txt"]);
  expect(await names("/contents/lists?ref=refs/heads/main")).toEqual(["a.txt"]);
});

it("leaves out the content of a file above one megabyte, but returns it raw", async () => {
  await using github = await startGitHub();
  const text = "x".repeat(1024 * 1024 + 1);
  await github.emulator.commit({ branch: "main", files: { big: text } });
  const { json } = await github.call("GET", "/contents/big");
  expect(json).toMatchObject({ size: text.length, content: "", encoding: "none" });
  const raw = await github.call("GET", "/contents/big", undefined, {
    accept: "application/vnd.github.raw+json",
  });
  expect(raw.text === text).toBe(true);
});

it("returns a directory as one object in that media type", async () => {
  await using github = await startGitHub();
  const accept = "application/vnd.github.object+json";
  const answer = await github.call("GET", "/contents/", undefined, { accept });
  expect(JSON.parse(answer.text)).toMatchObject({ type: "dir", entries: [{ name: "README.md" }] });
});

it("follows a symlink to a file, shows one that leads nowhere, and names a submodule's repository", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const modules = '[submodule "lib"]\n\tpath = lib\n\turl = https://example.org/lib.git\n';
  await emulator.commit({
    branch: "main",
    files: { ".gitmodules": modules, to: "docs/../README.md", away: "/etc/passwd", "docs/x": "" },
  });
  const blob = (path: string) => emulator.git("rev-parse", `main:${path}`);
  const head = await emulator.git("rev-parse", "main");
  await addEntries(github, [
    ["120000", await blob("to"), "link"],
    ["120000", await blob("away"), "lost"],
    ["160000", head, "lib"],
  ]);
  expect((await call("GET", "/contents/link")).json).toMatchObject({ type: "file", name: "link", size: 11 });
  expect((await call("GET", "/contents/lost")).json).toMatchObject({
    type: "symlink",
    target: "/etc/passwd",
  });
  expect((await call("GET", "/contents/lib")).json).toMatchObject({
    type: "submodule",
    sha: head,
    submodule_git_url: "https://example.org/lib.git",
  });
  const listed = (await call("GET", "/contents")).json;
  for (const [name, type] of Object.entries({ link: "symlink", lib: "file", docs: "dir" }))
    expect(listed).toContainEqual(expect.objectContaining({ name, type }));
});

it.each([
  ["/contents/nope", "Not Found", docs],
  ["/contents/README.md/below", "Not Found", docs],
  ["/contents/README.md?ref=nope", "No commit found for the ref nope", oldDocs],
  ["/contents/?ref=a%23b", "No commit found for the ref a#b", oldDocs],
])("answers 404 to %s", async (path, message, documentation) => {
  await using github = await startGitHub();
  const answer = await github.call("GET", path);
  expect([answer.status, answer.json]).toEqual([404, refusal(404, message, documentation)]);
});

it("says that an empty repository is empty", async () => {
  await using github = await startGitHub({ empty: true });
  const answer = await github.call("GET", "/contents/chat-ips");
  expect([answer.status, answer.json]).toEqual([404, refusal(404, "This repository is empty.", oldDocs)]);
  expect((await github.call("GET", "/branches/main")).status).toBe(404);
});
