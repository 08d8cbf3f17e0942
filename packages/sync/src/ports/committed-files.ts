import type { EntryType } from "../message.ts";

/** A file or folder in a listing. */
export interface Entry {
  readonly type: EntryType;
  /** of its content: the same content has the same id */
  readonly id: string;
  /** bytes */
  readonly size: number;
}

/** The entries of a folder, by name. Empty if there is no such folder, because git has no empty ones. */
export type Folder = ReadonlyMap<string, Entry>;

/** The committed files, wherever they are. A check needs nothing else. */
export interface CommittedFiles {
  /**
   * Lists folders at a commit; at the head of the default branch where `at` is `null`.
   * @throws {RefusedError} where a path is a file, or a folder is too large to be listed whole.
   */
  folders(paths: readonly string[], at: string | null): Promise<ReadonlyMap<string, Folder>>;
  /** The bytes of a file, by the id from a listing. */
  read(id: string): Promise<Uint8Array>;
  /** The id that a file with this content has. */
  idOf(content: string): string;
}
