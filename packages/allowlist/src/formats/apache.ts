import { type FormatWriter, halved, managedHeader } from "./format-writer.ts";

/**
 * `Require ip` lines in a `<RequireAny>`, to be included where access is decided. An empty list says `Require all denied`, since an
 * empty container would decide nothing. Apache takes no `/0`, so a whole family is written as two halves.
 * @see https://httpd.apache.org/docs/2.4/mod/mod_authz_host.html
 */
export const apache: FormatWriter = {
  extensions: [".apache.conf"],
  write(list) {
    const prefixes = halved([...list.ipv4, ...list.ipv6]);
    const lines = prefixes.length === 0 ? ["all denied"] : prefixes.map((prefix) => `ip ${prefix}`);
    const requirements = lines.map((line) => `    Require ${line}\n`).join("");
    return [`${managedHeader(list)}<RequireAny>\n${requirements}</RequireAny>\n`];
  },
};
