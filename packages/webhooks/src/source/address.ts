import { isIPv4 } from "node:net";
import { guard, parseEntry } from "@chat-ip/allowlist";

/**
 * An address in normal form, with IPv4-mapped IPv6 as IPv4. `undefined` if the text is anything else: a port, a zone id, a
 * CIDR, brackets or a name make it one.
 */
export function readAddress(text: string): string | undefined {
  if (isIPv4(text)) return text;
  if (!text.includes(":") || text.includes("/")) return undefined;
  const entry = parseEntry(text);
  return entry.ok ? entry.prefix : undefined;
}

/** What an address is for, if it isn't reachable over the internet: "private", "loopback" … */
export function specialKind(address: string): string | undefined {
  for (const finding of guard({ committed: [], live: [address] })) {
    if (finding.rule === "not-global") return finding.prefixes[0]?.kind;
  }
  return undefined;
}
