import { isIP } from "node:net";
import { parseEntry } from "@chat-ip/allowlist";
import { findAddress } from "./find-address.ts";
import { createSeenAddresses } from "./seen-addresses.ts";

/** What a log held. */
export interface LogSummary {
  readonly lines: number;
  /** Lines without an address. */
  readonly linesWithout: number;
  /** Different addresses; more than once each in it where there were too many to remember. */
  readonly addresses: number;
  /** Whether there were too many different addresses to remember them all. */
  readonly forgot: boolean;
}

/** Is told of an address when it comes for the first time. @returns false to stop reading */
export type OnAddress = (address: string) => boolean;

const NEWLINE = 10;
const SPACE = 32;
const DOT = 46;
const ZERO = 48;
const COMMA = 44;
const SLASH = 47;
/** Characters of the longest way to write a CIDR. */
const longestPrefix = 49;
const mostSpellings = 100_000;
/** What is kept of a line that is longer, such as one without an end. */
const longestLine = 64 * 1024;

/**
 * Reads lines of any length from chunks of bytes, and finds the first address of each. Memory doesn't grow with the input:
 * addresses are remembered up to a limit, and lines up to 64 KiB.
 */
export async function scanLog(chunks: AsyncIterable<Buffer>, onAddress: OnAddress): Promise<LogSummary> {
  const seen = createSeenAddresses();
  let lines = 0;
  let linesWithout = 0;
  let addresses = 0;
  let going = true;
  const tell = (address: string): void => {
    addresses++;
    going = onAddress(address);
  };

  /** The address that a line begins with, as a number, or -1: most logs begin so, and this takes no text to read it. */
  const leadingIPv4 = (chunk: Buffer, from: number, to: number): number => {
    let value = 0;
    let octet = -1;
    let dots = 0;
    for (let at = from; at < to; at++) {
      const byte = chunk[at] ?? 0;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        if (octet === 0) return -1;
        octet = octet < 0 ? digit : octet * 10 + digit;
        if (octet > 255) return -1;
      } else if (byte === DOT) {
        if (octet < 0 || ++dots > 3) return -1;
        value = value * 256 + octet;
        octet = -1;
      } else {
        if (byte > SPACE && byte !== COMMA) return -1; // what follows belongs to it, so it is another thing
        return dots === 3 && octet >= 0 ? value * 256 + octet : -1;
      }
    }
    return dots === 3 && octet >= 0 ? value * 256 + octet : -1;
  };

  const readLine = (chunk: Buffer, from: number, to: number): void => {
    lines++;
    const ipv4 = leadingIPv4(chunk, from, to);
    if (ipv4 >= 0) {
      if (seen.addIPv4(ipv4)) tell(formatIPv4(ipv4));
      return;
    }
    const most = Math.min(to, from + longestLine);
    const address = leadingPrefix(chunk, from, to) ?? findAddress(chunk, from, most, readSpelling);
    if (address === null) linesWithout++;
    else if (seen.addText(address)) tell(address);
  };

  // The same few spellings come again and again; what they stand for is worked out once.
  let spellings = new Map<string, string | null>();
  const readSpelling = (word: string): string | null => {
    let address = spellings.get(word);
    if (address === undefined) {
      const parsed = isIP(word) === 0 ? null : parseEntry(word);
      address = parsed?.ok === true ? parsed.prefix : null;
      if (spellings.size >= mostSpellings) spellings = new Map();
      spellings.set(word, address);
    }
    return address;
  };

  let rest: Buffer | null = null;
  for await (const chunk of chunks) {
    let from = 0;
    if (rest !== null) {
      const end = chunk.indexOf(NEWLINE);
      const more = chunk.subarray(0, end < 0 ? chunk.length : end);
      if (rest.length < longestLine) rest = Buffer.concat([rest, more.subarray(0, longestLine)]);
      if (end < 0) continue;
      readLine(rest, 0, rest.length);
      rest = null;
      from = end + 1;
    }
    while (going) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      if (end > from) readLine(chunk, from, end);
      from = end + 1;
    }
    if (!going) break;
    // A copy, since the chunk's memory is used again for the next one.
    if (from < chunk.length) rest = Buffer.from(chunk.subarray(from, from + longestLine));
  }
  if (going && rest !== null && rest.length > 0) readLine(rest, 0, rest.length);
  return { lines, linesWithout, addresses, forgot: seen.forgot() };
}

function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** The CIDR that a line begins with, or null: lists of them can be read as well. */
function leadingPrefix(chunk: Buffer, from: number, to: number): string | null {
  const end = Math.min(to, from + longestPrefix + 1);
  for (let at = from; at < end; at++) {
    const byte = chunk[at] ?? 0;
    if (byte <= SPACE || byte === COMMA) return null;
    if (byte !== SLASH) continue;
    const match = /^[0-9a-f.:]+\/\d{1,3}(?=[\s,]|$)/i.exec(chunk.toString("latin1", from, end));
    const parsed = match === null ? null : parseEntry(match[0]);
    return parsed?.ok === true ? parsed.prefix : null;
  }
  return null;
}
