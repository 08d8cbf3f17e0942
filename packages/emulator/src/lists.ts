/** The seven lists of `GetIPList`, in the order of `nettype` 0 to 6. */
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

/** What the lists answer. Entries are sent as they are, malformed ones too. */
export type Lists = Partial<Record<ListName, readonly string[]>>;

/** The problems of a value given as lists, in words; empty if there are none. */
export function listsProblems(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return ["lists must be an object of list names and arrays of entries"];
  }
  return Object.entries(value).flatMap(([name, entries]: [string, unknown]) => {
    if (!isListName(name))
      return [`lists has ${JSON.stringify(name)}, which is not one of ${listNames.join(", ")}`];
    const isFine = Array.isArray(entries) && entries.every((entry) => typeof entry === "string");
    return isFine ? [] : [`lists.${name} must be an array of strings`];
  });
}

/** Does a value have the shape of lists: known names only, each with an array of strings? */
export function isLists(value: unknown): value is Lists {
  return listsProblems(value).length === 0;
}

function isListName(text: string): text is ListName {
  return listNames.some((name) => name === text);
}
