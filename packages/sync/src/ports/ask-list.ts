import type { ListKey } from "../lists/list-key.ts";
import type { LiveList } from "../lists/live-list.ts";

/** Asks the Chat API for a list. A failure of the API is an answer too, so that one list does not stop the others. */
export type AskList = (key: ListKey, signal?: AbortSignal) => Promise<LiveList>;
