import type { Commit } from "./commit.ts";

/** The lines that a commit added to a file, and those it removed. */
export interface FileChange {
  readonly commit: Commit;
  readonly file: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const fieldsOfCommit = 6;

/** Reads what `git log --patch --unified=0` wrote with the format of `readHistory`: fields between NULs, then the patch. */
export function parseLog(log: string): readonly FileChange[] {
  const parts = log.split("\0");
  const changes: FileChange[] = [];
  for (let at = 1; at + fieldsOfCommit < parts.length; at++) {
    const [hash = "", author = "", email = "", date = "", subject = "", body = "", patch = ""] =
      parts.slice(at);
    // A file may hold a NUL far from its beginning, where git doesn't look; such a piece is none of ours.
    if (!/^[0-9a-f]{40,64}$/.test(hash)) continue;
    const commit: Commit = {
      hash,
      author,
      email,
      at: new Date(date),
      subject,
      pullRequest: readPullRequest(subject, body),
    };
    changes.push(...parsePatch(commit, patch));
    at += fieldsOfCommit;
  }
  return changes;
}

/** What hosts write into the message of a merge or a squashed commit. */
function readPullRequest(subject: string, body: string): string | null {
  const merged = /^Merge pull request (?:'.*' \()?(#\d+)/.exec(subject) ?? /\((#\d+)\)\s*$/.exec(subject);
  if (merged?.[1] !== undefined) return merged[1];
  return /^See merge request (?:\S*)(!\d+)\s*$/m.exec(body)?.[1] ?? null;
}

function parsePatch(commit: Commit, patch: string): readonly FileChange[] {
  const changes: (FileChange & { added: string[]; removed: string[] })[] = [];
  let before = "";
  let current: { added: string[]; removed: string[] } | null = null;
  // Counted down, because a removed line that begins with "-- " looks like the head of a file.
  let removedLeft = 0;
  let addedLeft = 0;
  for (const line of patch.split("\n")) {
    if (removedLeft > 0 && line.startsWith("-")) {
      removedLeft--;
      current?.removed.push(line.slice(1));
    } else if (addedLeft > 0 && line.startsWith("+")) {
      addedLeft--;
      current?.added.push(line.slice(1));
    } else if (line.startsWith("--- ")) before = line.slice(4);
    else if (line.startsWith("+++ ")) {
      const after = line.slice(4);
      const named = (after === "/dev/null" ? before : after).replace(/^[ab]\//, "").replace(/\t$/, "");
      const change = { commit, file: named, added: [], removed: [] };
      changes.push(change);
      current = change;
    } else if (line.startsWith("@@ ")) {
      const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
      removedLeft = Number(hunk?.[1] ?? 1);
      addedLeft = Number(hunk?.[2] ?? 1);
    }
  }
  return changes;
}
