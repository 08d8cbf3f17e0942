import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import {
  decodeCommit,
  decodeTree,
  encodeCommit,
  encodeTree,
  frameObject,
  type ObjectType,
} from "./objects.ts";

function hashByGit(type: ObjectType, content: Buffer): string {
  const options = { input: content, encoding: "utf8" } as const;
  return execFileSync("git", ["hash-object", "-t", type, "--stdin"], options).trim();
}

const blob = frameObject({ type: "blob", content: Buffer.from("x") }).sha;

it("names objects as git does, and sorts a tree in git's order", () => {
  const entries = ["a", "a.txt", "a0", "é", "Z"].map((name) => ({ mode: "100644", name, sha: blob }));
  const directory = { mode: "040000", name: "a", sha: "4b825dc642cb6eb9a060e54bf8d69288fbee4904" };
  const tree = encodeTree([directory, ...entries.slice(1)]);
  // `git hash-object` refuses a tree whose entries are out of order.
  expect(frameObject({ type: "tree", content: tree }).sha).toBe(hashByGit("tree", tree));
  expect(decodeTree(tree).map((entry) => entry.name)).toEqual(["Z", "a.txt", "a", "a0", "é"]);
  expect(decodeTree(tree)).toContainEqual(directory);
});

it("writes a commit that git accepts, and reads it back", () => {
  const who = { name: "Ada é", email: "a@example.org", time: 1_700_000_000 };
  const commit = {
    tree: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    parents: [blob, blob],
    author: who,
    committer: { ...who, name: "GitHub" },
    signature: "-----BEGIN-----\n\nline\n-----END-----\n",
    message: "Title\n\nBody\n\n",
  };
  const content = encodeCommit(commit);
  expect(frameObject({ type: "commit", content }).sha).toBe(hashByGit("commit", content));
  expect(decodeCommit(content)).toEqual(commit);
});

it("keeps a name from breaking out of its line", () => {
  const who = { name: "A\n<b>\0", email: "c>d", time: 1 };
  const commit = { tree: blob, parents: [], author: who, committer: who, signature: null, message: "" };
  expect(encodeCommit(commit).toString()).toContain("author Ab <cd> 1 +0000\n");
});
