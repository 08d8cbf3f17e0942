/** The name of a list: one of the seven values of the API's `nettype`. */
export type ListName =
  | "all"
  | "native-china"
  | "native-global"
  | "web-china"
  | "web-global"
  | "webhook-china"
  | "webhook-global";

/** What is known of a list. */
export interface ListDescription {
  /** The value of the query parameter `nettype` that asks for this list. */
  readonly netType: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** What the addresses of the list are for. */
  readonly description: string;
}

/**
 * The seven lists of GetIPList. Choose between `webhook-china` and `webhook-global` by where your own server is, not by
 * where the app was created.
 *
 * @see https://www.tencentcloud.com/document/product/1047/36742 (page of 2024-02-07)
 */
export const lists: Readonly<Record<ListName, ListDescription>> = /* @__PURE__ */ Object.freeze({
  all: { netType: 0, description: "every server address" },
  "native-china": {
    netType: 1,
    description: "addresses that the native SDK reaches inside China, Hong Kong included",
  },
  "native-global": { netType: 2, description: "addresses that the native SDK reaches outside China" },
  "web-china": {
    netType: 3,
    description: "addresses that the web SDK reaches inside China, Hong Kong included",
  },
  "web-global": { netType: 4, description: "addresses that the web SDK reaches outside China" },
  "webhook-china": {
    netType: 5,
    description: "egress addresses of webhooks inside China, Hong Kong included",
  },
  "webhook-global": { netType: 6, description: "egress addresses of webhooks outside China" },
});

/** All list names, in the order of their `nettype`. */
export const listNames: readonly ListName[] = /* @__PURE__ */ Object.freeze([
  "all",
  "native-china",
  "native-global",
  "web-china",
  "web-global",
  "webhook-china",
  "webhook-global",
]);

/** Whether a string is one of the seven list names. Case matters. */
export function isListName(text: string): text is ListName {
  return (listNames as readonly string[]).includes(text);
}

/** The value of the query parameter `nettype` that asks for a list: its place in {@link listNames}. */
export function netTypeOf(list: ListName): number {
  return listNames.indexOf(list);
}
