import { createHash } from "node:crypto";

/** Managed files of one commit: path in the repository → id of the content. A path that isn't there has no file. */
export type FileMap = ReadonlyMap<string, string>;

/** The paths whose content differs between two commits, in order. */
export function changedPaths(before: FileMap, after: FileMap): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

/**
 * The digest by which a proposal is recognised: over the managed files that it changes, path and content (by its id), a
 * deleted file included. Files that it leaves alone don't count, so that a branch brought up to date with its base is
 * still recognised.
 */
export function proposalDigest(before: FileMap, after: FileMap): string {
  const lines = changedPaths(before, after).map((path) => `${after.get(path) ?? "deleted"} ${path}\n`);
  return `sha256:${createHash("sha256").update(lines.join("")).digest("hex")}`;
}
