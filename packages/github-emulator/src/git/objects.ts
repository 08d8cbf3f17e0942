import { createHash } from "node:crypto";

/** Git's object formats, written and read. @see https://git-scm.com/docs/gitformat-pack and git-hash-object */

export type ObjectType = "blob" | "tree" | "commit" | "tag";

export interface GitObject {
  readonly type: ObjectType;
  readonly content: Buffer;
}

export interface TreeEntry {
  /** "100644", "100755", "120000" (symlink), "160000" (submodule) or "040000" (directory; git itself writes "40000"). */
  readonly mode: string;
  readonly name: string;
  readonly sha: string;
}

export interface Identity {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly time: number;
}

export interface CommitObject {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  readonly signature: string | null;
  readonly message: string;
}

export const directoryMode = "040000";

export function typeOfMode(mode: string): "blob" | "tree" | "commit" {
  if (mode === directoryMode) return "tree";
  return mode === "160000" ? "commit" : "blob";
}

/** The bytes that git hashes and stores: header, NUL, content. */
export function frameObject(object: GitObject): { sha: string; framed: Buffer } {
  const framed = Buffer.concat([Buffer.from(`${object.type} ${object.content.length}\0`), object.content]);
  return { sha: createHash("sha1").update(framed).digest("hex"), framed };
}

export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  // Git compares a directory's name as if it ended in a slash.
  const key = (entry: TreeEntry): Buffer =>
    Buffer.from(entry.mode === directoryMode ? `${entry.name}/` : entry.name);
  const sorted = entries.toSorted((a, b) => Buffer.compare(key(a), key(b)));
  return Buffer.concat(
    sorted.flatMap((entry) => [
      Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.name}\0`),
      Buffer.from(entry.sha, "hex"),
    ]),
  );
}

export function decodeTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let start = 0; start < content.length; ) {
    const space = content.indexOf(0x20, start);
    const nul = content.indexOf(0, space);
    entries.push({
      mode: content.toString("latin1", start, space).padStart(6, "0"),
      name: content.toString("utf8", space + 1, nul),
      sha: content.toString("hex", nul + 1, nul + 21),
    });
    start = nul + 21;
  }
  return entries;
}

export function encodeCommit(commit: CommitObject): Buffer {
  const who = ({ name, email, time }: Identity): string =>
    `${name.replace(/[<>\n\0]/g, "")} <${email.replace(/[<>\n\0]/g, "")}> ${time} +0000`;
  const signature = commit.signature === null ? [] : [`gpgsig ${commit.signature.replaceAll("\n", "\n ")}`];
  const header = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${who(commit.author)}`,
    `committer ${who(commit.committer)}`,
    ...signature,
  ];
  return Buffer.from(`${header.join("\n")}\n\n${commit.message}`);
}

export function decodeCommit(content: Buffer): CommitObject {
  const text = content.toString("utf8");
  const end = text.indexOf("\n\n");
  const header = text
    .slice(0, end)
    .replaceAll("\n ", "\0")
    .split("\n")
    .map((line) => ({ key: line.slice(0, line.indexOf(" ")), value: line.slice(line.indexOf(" ") + 1) }));
  const first = (key: string): string | undefined => header.find((line) => line.key === key)?.value;
  return {
    tree: first("tree") ?? "",
    parents: header.filter((line) => line.key === "parent").map((line) => line.value),
    author: decodeIdentity(first("author") ?? ""),
    committer: decodeIdentity(first("committer") ?? ""),
    signature: first("gpgsig")?.replaceAll("\0", "\n") ?? null,
    message: text.slice(end + 2),
  };
}

function decodeIdentity(text: string): Identity {
  const match = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(text);
  return { name: match?.[1] ?? "", email: match?.[2] ?? "", time: Number(match?.[3] ?? 0) };
}
