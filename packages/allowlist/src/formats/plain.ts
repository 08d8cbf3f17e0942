import { type FormatWriter, refuseEmpty, writtenOut } from "./format-writer.ts";

/**
 * One CIDR a line and nothing else: no comments, no blank lines, `/32` and `/128` written out. For everything that polls a list by URL (Palo
 * Alto EDL, FortiGate external feeds, pf tables, OPNsense and pfSense aliases), in one file and in one for each family.
 *
 * What such a firewall does with an empty file isn't documented, and an allowlist without entries locks everyone out, so an empty list is
 * refused, and the file of a family without prefixes isn't written.
 * @see https://docs.paloaltonetworks.com/pan-os/11-0/pan-os-admin/policy/use-an-external-dynamic-list-in-policy (read 2026-11-26)
 * @see https://docs.fortinet.com/document/fortigate/7.4.5/administration-guide/891236 (read 2026-11-26)
 */
export const plain: FormatWriter = {
  extensions: [".plain.txt", ".plain.ipv4.txt", ".plain.ipv6.txt"],
  write(list) {
    refuseEmpty("plain", list, "a firewall that polls an empty file may block everyone");
    return [[...list.ipv4, ...list.ipv6], list.ipv4, list.ipv6].map((prefixes) =>
      prefixes.length === 0 ? null : `${writtenOut(prefixes).join("\n")}\n`,
    );
  },
};
