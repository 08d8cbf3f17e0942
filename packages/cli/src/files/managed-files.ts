import { createHash } from "node:crypto";
import { listNames } from "@chat-ip/core";
import type { CommittedFiles, Entry, Folder } from "@chat-ip/sync";
import { fileNamesOfList } from "@chat-ip/sync";

/** The names that may ever be written into a folder; nothing else in it is read or touched. */
export const managedNames: readonly string[] = listNames.flatMap(fileNamesOfList);

/** The id of a content. */
function idOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A folder's managed files with their bytes; what isn't a plain file has no bytes. */
export type FoundFiles = ReadonlyMap<string, { readonly type: Entry["type"]; readonly bytes: Uint8Array }>;

/** Finds the managed files of folders by their names. */
export type FindFiles = (folder: string) => Promise<FoundFiles>;

/** The port `CommittedFiles` over folders whose files are read whole: seven lists are some hundred KB at most. */
export function createCommittedFiles(find: FindFiles): CommittedFiles {
  const contents = new Map<string, Uint8Array>();
  return {
    async folders(paths) {
      const folders = new Map<string, Folder>();
      for (const path of paths) {
        const folder = new Map<string, Entry>();
        for (const [name, { type, bytes }] of await find(path)) {
          const id = idOf(bytes);
          contents.set(id, bytes);
          folder.set(name, { type, id, size: bytes.length });
        }
        folders.set(path, folder);
      }
      return folders;
    },
    async read(id) {
      const bytes = contents.get(id);
      if (bytes === undefined) throw new Error("a file is read by the id from a listing");
      return bytes;
    },
    idOf,
  };
}
