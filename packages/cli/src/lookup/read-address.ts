import { isIP } from "node:net";
import { parseEntry } from "@chat-ip/allowlist";

// An address that stands alone: not a part of a version number, a path, a name or a longer address.
const candidates =
  /(?<![\w.:/%-])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\d{1,3}(?:\.\d{1,3}){3})?)(?![\w.:%-]*[\w%])/gi;
const withPort = /(?<![\w.:/%-])(?:\[([0-9a-f:.]+)\]|(\d{1,3}(?:\.\d{1,3}){3}))(?::\d{1,5})?(?![\w.%-])/gi;

/** The first address that stands alone in a line, in normal form; null when there is none. */
export function readAddress(line: string): string | null {
  let first: { readonly at: number; readonly address: string } | null = null;
  for (const pattern of [candidates, withPort]) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
      const address = match[1] ?? match[2] ?? match[0];
      if (first !== null && match.index >= first.at) break;
      if (isIP(address) === 0) continue;
      first = { at: match.index, address };
      break;
    }
  }
  return first === null ? null : normalForm(first.address);
}

function normalForm(address: string): string | null {
  const entry = parseEntry(address);
  return entry.ok ? entry.prefix : null;
}
