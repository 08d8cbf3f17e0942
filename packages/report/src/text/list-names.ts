import type { ListKey } from "@chat-ip/sync";

type Named = Pick<ListKey, "app" | "list">;

/** A list's name as people see it: `webhook-china`, or `shop/webhook-china` where a run has several apps. */
export const listLabel = ({ app, list }: Named): string => (app === null ? list : `${app}/${list}`);
