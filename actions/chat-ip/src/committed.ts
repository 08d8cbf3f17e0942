import { type Allowlist, parseAllowlist } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import { RefusedError } from "./errors.ts";
import type { Folder, GitHubReads } from "./github-reads.ts";
import { listFileName } from "./managed-files.ts";

/** A list's file as the base holds it. */
export interface CommittedList {
  readonly exists: boolean;
  readonly path: string;
  readonly allowlist: Allowlist;
}

/** A text and git's id of it. */
export interface ExpectedFile {
  readonly text: string;
  readonly sha: string;
}

/** A list of 100,000 entries takes about 4 MB; what is larger was not made for this. */
const fileLimit = 8 * 1024 * 1024;

/**
 * Reads the file of a list. Where the listing shows that it is byte for byte the expected text, nothing has to be
 * fetched.
 * @throws {RefusedError} where the file is larger than 8 MiB.
 */
export async function readCommitted(
  read: GitHubReads,
  folder: Folder,
  path: string,
  list: ListName,
  expected: ExpectedFile | null,
): Promise<CommittedList> {
  const name = listFileName(list);
  const file = { path: `${path}/${name}` };
  const entry = folder.get(name);
  if (!entry) return { ...file, exists: false, allowlist: parseAllowlist("") };
  if (expected?.sha === entry.sha) {
    return { ...file, exists: true, allowlist: parseAllowlist(expected.text) };
  }
  if (entry.size > fileLimit) {
    throw new RefusedError(
      `\`${file.path}\` has ${entry.size} bytes; a list of up to ${fileLimit} bytes can be read. Remove the file if it is no allowlist.`,
    );
  }
  const text = new TextDecoder().decode(await read.blob(entry.sha));
  return { ...file, exists: true, allowlist: parseAllowlist(text) };
}
