import { type Allowlist, parseAllowlist } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import { blobSha } from "./blob-sha.ts";
import { RefusedError } from "./errors.ts";
import type { Folder } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { listFileName } from "./managed-files.ts";

/** A list's file as the base holds it. */
export interface CommittedList {
  readonly exists: boolean;
  readonly path: string;
  readonly allowlist: Allowlist;
}

/** A list of 100,000 entries takes about 4 MB; what is larger was not made for this. */
const fileLimit = 8 * 1024 * 1024;

/** A list as the base holds it where its file is just this text, and git's id of that. */
export interface SettledList {
  readonly sha: string;
  readonly committed: CommittedList;
}

const pathOf = (path: string, list: ListName): string => `${path}/${listFileName(list)}`;

export const settledList = (path: string, list: ListName, text: string): SettledList => ({
  sha: blobSha(text),
  committed: { path: pathOf(path, list), exists: true, allowlist: parseAllowlist(text) },
});

/**
 * Reads the file of a list. Where the listing shows that it is byte for byte the settled one, nothing has to be
 * fetched.
 * @throws {RefusedError} where the file is larger than 8 MiB.
 */
export async function readCommitted(
  read: GitHubReads,
  folder: Folder,
  path: string,
  list: ListName,
  settled: SettledList | null,
): Promise<CommittedList> {
  const file = { path: pathOf(path, list) };
  const entry = folder.get(listFileName(list));
  if (!entry) return { ...file, exists: false, allowlist: parseAllowlist("") };
  if (settled?.sha === entry.sha) return settled.committed;
  if (entry.size > fileLimit) {
    throw new RefusedError(
      `\`${file.path}\` has ${entry.size} bytes; a list of up to ${fileLimit} bytes can be read. Remove the file if it is no allowlist.`,
    );
  }
  return { ...file, exists: true, allowlist: parseAllowlist(await read.blob(entry.sha)) };
}
