import type { ListName } from "@chat-ip/core";

/** Identifies a list: its app (`null` if the run has only one), its name, and the folder of its file. */
export interface ListKey {
  readonly app: string | null;
  readonly list: ListName;
  /** folder in the repository, without a trailing slash */
  readonly path: string;
}
