import { remember } from "./remember.ts";
import { runGit } from "./run-git.ts";

export interface FileChange {
  readonly status: "added" | "removed" | "modified" | "renamed" | "changed";
  readonly path: string;
  readonly previousPath: string | null;
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
}

/** Differences between two commits or trees, given by SHA-1. */
export interface Diff {
  changes(from: string, to: string): Promise<readonly FileChange[]>;
  /** The unified diff of one file, from its first hunk on, or null where git shows none (binary, mode only). */
  patch(from: string, to: string, path: string): Promise<string | null>;
}

const knownChanges = new Map<string, Promise<readonly FileChange[]>>();
const knownPatches = new Map<string, Promise<string | null>>();

export function createDiff(gitDirectory: string): Diff {
  return {
    changes: remember(async (from, to) => {
      if (from === to) return [];
      const args = ["diff-tree", "-r", "-z", "-M", "--raw", "--numstat", "--no-abbrev", from, to];
      return parseChanges(await runGit(gitDirectory, args));
    }, knownChanges),
    patch: remember(async (from, to, path) => {
      const printed = await runGit(gitDirectory, [
        "diff-tree",
        "-p",
        from,
        to,
        "--",
        `:(top,literal)${path}`,
      ]);
      const hunk = printed.indexOf("\n@@ ");
      return hunk === -1 ? null : printed.slice(hunk + 1).replace(/\n$/, "");
    }, knownPatches),
  };
}

const statusWords: Readonly<Record<string, FileChange["status"]>> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  T: "changed",
};

/** Reads `--raw --numstat -z`: first every raw record, then every count, both in the same order. */
function parseChanges(printed: string): FileChange[] {
  const fields = printed.split("\0");
  const files: Omit<FileChange, "additions" | "deletions">[] = [];
  let at = 0;
  for (; fields[at]?.startsWith(":"); at += 1) {
    const [, , before = "", after = "", letter = "M"] = (fields[at] ?? "").split(" ");
    const status = statusWords[letter.charAt(0)] ?? "modified";
    const first = fields[++at] ?? "";
    const moved = status === "renamed";
    const path = moved ? (fields[++at] ?? "") : first;
    files.push({
      status,
      path,
      previousPath: moved ? first : null,
      sha: status === "removed" ? before : after,
    });
  }
  return files.map((file) => {
    const [added = "0", deleted = "0", path] = (fields[at++] ?? "").split("\t");
    if (path === "") at += 2; // a renamed file's two names follow on their own
    return { ...file, additions: Number(added) || 0, deletions: Number(deleted) || 0 };
  });
}
