import type { FormatWriter } from "./format-writer.ts";
import { prettyJson } from "./pretty-json.ts";

/** For people's own programs: the list's name, its description if it has one, and its prefixes by family, in normal form. */
export const json: FormatWriter = {
  extensions: [".json"],
  write({ name, description, ipv4, ipv6 }) {
    const file = { list: name, ...(description === null ? {} : { description }), ipv4, ipv6 };
    return [prettyJson(file)];
  },
};
