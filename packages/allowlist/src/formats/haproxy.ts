import { type FormatWriter, managedHeader } from "./format-writer.ts";

/**
 * A pattern file for `acl NAME src -f FILE`. HAProxy refuses to start on a comment or a space behind an entry; there are none.
 * @see https://docs.haproxy.org/2.6/configuration.html#7.1
 */
export const haproxy: FormatWriter = {
  extensions: [".haproxy.acl"],
  write(list) {
    return [managedHeader(list) + [...list.ipv4, ...list.ipv6].map((prefix) => `${prefix}\n`).join("")];
  },
};
