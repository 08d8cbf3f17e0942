import { posix } from "node:path";
import { formatAllowlist, formatFileNames, formats, type KeepBlock, type Prefix } from "@chat-ip/allowlist";
import { type ListName, listNames, lists } from "@chat-ip/core";
import type { ListKey } from "./list-key.ts";

// Which files a list has, and what its `.txt` says.

/** A folder of allowlists, and the app whose lists it holds. */
export type ListFolder = Pick<ListKey, "app" | "path">;

const listFileName = (list: ListName): string => `${list}.txt`;

/** Path of a list's `.txt` in the repository. */
export const listFilePath = ({ path, list }: Pick<ListKey, "path" | "list">): string =>
  `${path}/${listFileName(list)}`;

/** Every name that may ever be written for a list, in whatever format. */
export function fileNamesOfList(list: ListName): string[] {
  return [listFileName(list), ...formats.flatMap((format) => formatFileNames(list, format))];
}

/** Every path that may ever be written for a list. */
export const filePathsOfList = ({ path, list }: Pick<ListKey, "path" | "list">): string[] =>
  fileNamesOfList(list).map((name) => `${path}/${name}`);

const managedNames: ReadonlySet<string> = new Set(listNames.flatMap(fileNamesOfList));

/** Is this one of the names that may be written? Nothing else in a folder is ever touched. */
export const isManagedName = (name: string): boolean => managedNames.has(name);

/** Is this the path of a managed file in one of the folders? */
export const isManagedPath = (file: string, folders: readonly string[]): boolean =>
  folders.includes(posix.dirname(file)) && isManagedName(posix.basename(file));

/** All lists that a folder can hold, whether this run looks after them or another workflow does. */
export const listsOfFolders = (folders: readonly ListFolder[]): ListKey[] =>
  folders.flatMap((folder) => listNames.map((list) => ({ ...folder, list })));

/** The header of a list's file. It has no time and no version, because those would cause changes with nothing to review. */
const fileHeader = (list: ListName): string[] => [
  `${list}: Tencent Cloud Chat, ${lists[list].description}`,
  `GetIPList nettype ${lists[list].netType}. Managed by chat-ip-action: changes come by pull request.`,
  "Entries of your own survive in a block that begins with a line `# keep: reason`.",
];

/** The whole `.txt` of a list. */
export const renderListFile = (
  list: ListName,
  prefixes: readonly Prefix[],
  keep: readonly KeepBlock[],
): string => formatAllowlist({ header: fileHeader(list), prefixes, keep });
