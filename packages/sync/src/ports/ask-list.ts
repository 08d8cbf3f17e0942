import type { ListName } from "@chat-ip/core";
import type { LiveList } from "../lists/live-list.ts";

/** Names one list: the app it belongs to (`null` where a run has only one), and the folder of its file. */
export interface ListKey {
  readonly app: string | null;
  readonly list: ListName;
  /** folder in the repository, without a trailing slash */
  readonly path: string;
}

/** Asks the Chat API for a list. A failure of the API is an answer too, so that one list does not stop the others. */
export type AskList = (key: ListKey, signal?: AbortSignal) => Promise<LiveList>;
