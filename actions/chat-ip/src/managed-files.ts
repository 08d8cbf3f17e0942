import { createHash } from "node:crypto";
import { formatFileNames, formats } from "@chat-ip/allowlist";
import { type ListName, listNames } from "@chat-ip/core";

/** Managed files of one commit: file name in the folder → blob id. A name that isn't there has no file. */
export type FileMap = ReadonlyMap<string, string>;

export const listFileName = (list: ListName): string => `${list}.txt`;

/** Every name that the Action may ever write for a list, in whatever format. */
export function fileNamesOfList(list: ListName): string[] {
  return [listFileName(list), ...formats.flatMap((format) => formatFileNames(list, format))];
}

const managedNames: ReadonlySet<string> = new Set(listNames.flatMap(fileNamesOfList));

/** Is this one of the names that the Action may write? Nothing else in the folder is ever touched. */
export const isManagedName = (name: string): boolean => managedNames.has(name);

/** The names whose content differs between two commits, in order. */
export function changedNames(before: FileMap, after: FileMap): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .sort();
}

/**
 * The digest by which a proposal is known again: over the managed files that it changes, name and content
 * (git's id of it), a deleted file included. Files that it leaves alone don't count, so that a branch brought up to
 * date with its base is still known.
 */
export function proposalDigest(before: FileMap, after: FileMap): string {
  const lines = changedNames(before, after).map((name) => `${after.get(name) ?? "deleted"} ${name}\n`);
  return `sha256:${createHash("sha256").update(lines.join("")).digest("hex")}`;
}
