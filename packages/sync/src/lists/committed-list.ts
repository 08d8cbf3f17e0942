import { type Allowlist, type Prefix, parseAllowlist } from "@chat-ip/allowlist";
import { RefusedError } from "../errors.ts";
import type { CommittedFiles, Entry } from "../ports/committed-files.ts";
import { listFilePath, renderListFile } from "./list-files.ts";
import type { ListKey } from "./list-key.ts";

/** A list's file as the base holds it. */
export interface CommittedList {
  readonly exists: boolean;
  readonly path: string;
  readonly allowlist: Allowlist;
}

/** A list's file as it is expected to be: just this text, and the id of that. */
export interface ExpectedList {
  readonly id: string;
  readonly committed: CommittedList;
}

/** A list of 20,000 entries takes less than 1 MB, so a larger file isn't an allowlist. */
const maxFileBytes = 8 * 1024 * 1024;

/** What parsing a file with only these sorted prefixes would give. */
const plainAllowlist = (prefixes: readonly Prefix[]): Allowlist => ({
  prefixes,
  keep: [],
  invalid: [],
  adjusted: [],
  nearMisses: [],
  unreadable: null,
});

/** Not parsed from the text: that would create every prefix again. */
export const expectedList = (
  key: ListKey,
  prefixes: readonly Prefix[],
  idOf: CommittedFiles["idOf"],
): ExpectedList => ({
  id: idOf(renderListFile(key.list, prefixes, [])),
  committed: { path: listFilePath(key), exists: true, allowlist: plainAllowlist(prefixes) },
});

/**
 * Reads the file of a list. Where the listing shows that it is byte for byte the expected one, nothing has to be fetched.
 *
 * @param entry the file in the listing
 * @throws {RefusedError} where the file is larger than 8 MiB.
 */
export async function readCommitted(
  files: CommittedFiles,
  key: ListKey,
  entry: Entry | undefined,
  expected: ExpectedList | null,
): Promise<CommittedList> {
  const path = listFilePath(key);
  if (!entry) return { path, exists: false, allowlist: parseAllowlist("") };
  if (expected?.id === entry.id) return expected.committed;
  if (entry.size > maxFileBytes) {
    throw new RefusedError({ id: "file-too-large", path, bytes: entry.size, most: maxFileBytes });
  }
  return { path, exists: true, allowlist: parseAllowlist(await files.read(entry.id)) };
}
