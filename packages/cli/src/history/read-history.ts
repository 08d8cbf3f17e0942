import { realpathSync } from "node:fs";
import { type Prefix, parseEntry } from "@chat-ip/allowlist";
import { findRepository, pathInRepository } from "../git/repository.ts";
import { runGit, tryGit } from "../git/run-git.ts";
import type { Commit } from "./commit.ts";
import { parseLog } from "./parse-log.ts";

/** What one commit changed in one list. */
export interface ListChange {
  readonly commit: Commit;
  readonly list: string;
  readonly added: readonly Prefix[];
  readonly removed: readonly Prefix[];
}

export interface History {
  /** The oldest first. */
  readonly changes: readonly ListChange[];
  /** Whether the history is cut off, so that what is in its first commit may be older. */
  readonly shallow: boolean;
}

/**
 * Reads what each commit on the current branch changed in the allowlists of a folder. A merge counts as one change, since
 * that is when the addresses arrived on the branch.
 *
 * @returns null when the folder is in no repository, or nothing is committed yet
 */
export async function readHistory(folder: string): Promise<History | null> {
  const place = realpathSync(folder);
  const repository = await findRepository(place);
  if (repository === null) return null;
  const head = await tryGit(["rev-parse", "--quiet", "--verify", "HEAD"], { cwd: repository.root });
  if (head.exitCode !== 0) return null;
  const path = pathInRepository(repository, place);
  const log = await runGit(
    [
      "log",
      "--first-parent",
      "-m",
      "--reverse",
      "--unified=0",
      "--patch",
      "--no-renames",
      "--no-color",
      "--no-ext-diff",
      "--no-textconv",
      "--no-show-signature",
      "--src-prefix=a/",
      "--dst-prefix=b/",
      "--format=%x00%H%x00%aN%x00%aE%x00%cI%x00%s%x00%b%x00",
      "HEAD",
      "--",
      path === "" ? "." : `:(literal)${path}`,
    ],
    { cwd: repository.root },
  );
  const prefix = path === "" ? "" : `${path}/`;
  const read = createLineReader();
  const changes = parseLog(log).flatMap(({ commit, file, added, removed }): readonly ListChange[] => {
    const name = file.startsWith(prefix) ? file.slice(prefix.length) : "";
    if (!/^[^/]+\.txt$/.test(name)) return [];
    return [{ commit, list: name.replace(/\.txt$/, ""), added: read(added), removed: read(removed) }];
  });
  return { changes, shallow: repository.shallow };
}

/** Reads lines of allowlist files; the same line comes again in many commits. */
function createLineReader(): (lines: readonly string[]) => readonly Prefix[] {
  const known = new Map<string, Prefix | null>();
  const readLine = (line: string): Prefix | null => {
    const comment = line.search(/[#;]/);
    const entry = parseEntry((comment < 0 ? line : line.slice(0, comment)).replace(/^\uFEFF/, "").trim());
    return entry.ok ? entry.prefix : null;
  };
  return (lines) =>
    lines.flatMap((line) => {
      let prefix = known.get(line);
      if (prefix === undefined) {
        prefix = readLine(line);
        known.set(line, prefix);
      }
      return prefix === null ? [] : [prefix];
    });
}
