import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRefName } from "./ref-names.ts";
import { runGit } from "./run-git.ts";

export interface Ref {
  readonly name: string;
  readonly sha: string;
}

const notThere = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG"]);

/** Synchronously: for a file of a few bytes that is several times faster. */
const readIfThere = (path: string): string | null => ifThere(() => readFileSync(path, "utf8"));

function ifThere<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && notThere.has(String(error.code))) return null;
    throw error;
  }
}

/**
 * The SHA-1 that a ref of exactly this name holds, or null. Read from git's own files, since `git rev-parse` would also
 * accept abbreviations, and costs a process.
 */
export function readRef(gitDirectory: string, name: string): string | null {
  if (!isRefName(name)) return null;
  const loose = readIfThere(join(gitDirectory, name));
  if (loose !== null) return loose.trim();
  const packed = readIfThere(join(gitDirectory, "packed-refs")) ?? "";
  const line = packed.split("\n").find((candidate) => candidate.slice(41) === name);
  return line?.slice(0, 40) ?? null;
}

/** All refs whose full name starts with the prefix, in git's order. Git itself is asked only once it has packed refs. */
export async function listRefs(gitDirectory: string, prefix: string): Promise<Ref[]> {
  if (!existsSync(join(gitDirectory, "packed-refs"))) return looseRefs(gitDirectory, prefix);
  const printed = await runGit(gitDirectory, ["for-each-ref", "--format=%(objectname) %(refname)"]);
  return printed
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ sha: line.slice(0, 40), name: line.slice(41) }))
    .filter((ref) => ref.name.startsWith(prefix));
}

function looseRefs(gitDirectory: string, prefix: string): Ref[] {
  return filesBelow(gitDirectory, "refs")
    .filter((name) => name.startsWith(prefix))
    .flatMap((name) => {
      const sha = readRef(gitDirectory, name);
      return sha === null ? [] : [{ name, sha }];
    })
    .sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
}

/** Another process may remove a folder meanwhile: then nothing is in it. */
function filesBelow(gitDirectory: string, folder: string): string[] {
  const found = ifThere(() => readdirSync(join(gitDirectory, folder), { withFileTypes: true })) ?? [];
  return found.flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(gitDirectory, name) : [name];
  });
}
