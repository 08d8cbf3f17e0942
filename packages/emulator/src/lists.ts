/** The seven lists of `GetIPList`, in the order of their `nettype`: the first is nettype 0. */
export const listNames = [
  "all",
  "native-china",
  "native-global",
  "web-china",
  "web-global",
  "webhook-china",
  "webhook-global",
] as const;

/** The name of one list, one for each `nettype` from 0 to 6. */
export type ListName = (typeof listNames)[number];

/** What each list answers; a list that is left out keeps what it had. */
export type Lists = Partial<Record<ListName, readonly string[]>>;
