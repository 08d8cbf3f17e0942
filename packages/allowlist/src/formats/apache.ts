import { type FormatWriter, halved, managedHeader } from "./format-writer.ts";

// One line is one rule to Apache, and the time to load rules grows with their square: a hundred thousand addresses take 21 s one a line, and
// 0.1 s fifty a line.
const ADDRESSES_PER_LINE = 50;

/**
 * `Require ip` lines in a `<RequireAny>`, to be included where access is decided. An empty list says `Require all denied`, since an
 * empty container would decide nothing. Apache takes no `/0`, so a whole family is written as two halves.
 * @see https://httpd.apache.org/docs/2.4/mod/mod_authz_host.html
 */
export const apache: FormatWriter = {
  extensions: [".apache.conf"],
  write(list) {
    const prefixes = halved([...list.ipv4, ...list.ipv6]);
    const lines = Array.from({ length: Math.ceil(prefixes.length / ADDRESSES_PER_LINE) }, (_, i) =>
      prefixes.slice(i * ADDRESSES_PER_LINE, (i + 1) * ADDRESSES_PER_LINE).join(" "),
    );
    const rules = lines.length === 0 ? ["all denied"] : lines.map((line) => `ip ${line}`);
    const requirements = rules.map((rule) => `    Require ${rule}\n`).join("");
    return [`${managedHeader(list)}<RequireAny>\n${requirements}</RequireAny>\n`];
  },
};
