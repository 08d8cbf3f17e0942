import { type FormatWriter, managedHeader } from "./format-writer.ts";

// HAProxy converts addresses between the families before it compares them.
const BOTH_FAMILIES =
  "# HAProxy matches 2002:V4::/48 (6to4) and ::V4 with the IPv4 entries as well. Refuse those first if it matters to you.\n";

/**
 * A pattern file for `acl NAME src -f FILE`. HAProxy refuses to start on a comment or a space behind an entry, so there are none.
 * @see https://docs.haproxy.org/2.6/configuration.html#7.1
 */
export const haproxy: FormatWriter = {
  extensions: [".haproxy.acl"],
  write(list) {
    return [
      managedHeader(list) +
        BOTH_FAMILIES +
        [...list.ipv4, ...list.ipv6].map((prefix) => `${prefix}\n`).join(""),
    ];
  },
};
