import { type FormatWriter, managedHeader } from "./format-writer.ts";

/**
 * A named matcher to `import` inside a site: `@chat_ip_LIST` matches the list's addresses by the peer of the connection. An empty list is a
 * `remote_ip` without ranges, which matches nobody; a matcher without any line would match everyone.
 * @see https://caddyserver.com/docs/caddyfile/matchers#remote-ip (read 2026-11-26)
 */
export const caddy: FormatWriter = {
  extensions: [".caddy"],
  write(list) {
    const prefixes = [...list.ipv4, ...list.ipv6];
    const lines = prefixes.length === 0 ? ["remote_ip"] : prefixes.map((prefix) => `remote_ip ${prefix}`);
    return [
      `${managedHeader(list)}@chat_ip_${list.identifier} {\n${lines.map((line) => `\t${line}\n`).join("")}}\n`,
    ];
  },
};
