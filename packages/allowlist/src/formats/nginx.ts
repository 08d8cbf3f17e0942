import { type FormatWriter, halved, managedHeader } from "./format-writer.ts";

/**
 * A `geo` block for the `http` or `stream` level: `$chat_ip_LIST` is 1 for the list's addresses and 0 for all others. nginx takes `/0`
 * for another way to write the default, and warns, so a whole family is written as two halves.
 * @see https://nginx.org/en/docs/http/ngx_http_geo_module.html
 */
export const nginx: FormatWriter = {
  extensions: [".nginx.conf"],
  write(list) {
    const entries = halved([...list.ipv4, ...list.ipv6])
      .map((prefix) => `    ${prefix} 1;\n`)
      .join("");
    return [`${managedHeader(list)}geo $chat_ip_${list.identifier} {\n    default 0;\n${entries}}\n`];
  },
};
