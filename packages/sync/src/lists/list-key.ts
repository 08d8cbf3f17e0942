import type { ListName } from "@chat-ip/core";

/** Names one list: the app it belongs to (`null` where a run has only one), and the folder of its file. */
export interface ListKey {
  readonly app: string | null;
  readonly list: ListName;
  /** folder in the repository, without a trailing slash */
  readonly path: string;
}
