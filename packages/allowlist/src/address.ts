/**
 * Addresses as numbers and back. Both readers are strict: no leading zeros in IPv4, no short forms, no zone; they agree with
 * `net.isIP` (a test holds them to it) and are several times faster, which a matcher on each request needs.
 */

const DOT = 46;
const COLON = 58;

/** The value of the dotted decimal address in `text[start, end)`, or -1 when that is none. */
export function readIPv4(text: string, start: number, end: number): number {
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return -1;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      continue;
    }
    const digit = code - 48;
    if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return -1;
    octet = octet * 10 + digit;
    digits++;
    if (octet > 255) return -1;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : -1;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

const groups = new Uint16Array(8);

/**
 * Reads the IPv6 address in `text[0, end)` into four 32-bit words, most significant first. False, with `words` in no
 * particular state, when that is none.
 */
export function readIPv6(text: string, end: number, words: Uint32Array): boolean {
  let count = 0;
  let gap = -1; // number of groups before "::"
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (end < 2 || text.charCodeAt(1) !== COLON) return false;
    gap = 0;
    i = 2;
  }
  while (i < end) {
    if (count === 8) return false;
    const start = i;
    let value = 0;
    for (; i < end && i - start < 4; i++) {
      const digit = hexDigit(text.charCodeAt(i));
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    if (i < end && text.charCodeAt(i) === DOT) {
      const tail = count <= 6 ? readIPv4(text, start, end) : -1;
      if (tail < 0) return false;
      groups[count++] = tail >>> 16;
      groups[count++] = tail & 0xffff;
      break;
    }
    if (i === start) return false;
    groups[count++] = value;
    if (i === end) break;
    if (text.charCodeAt(i++) !== COLON || i === end) return false;
    if (text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    }
  }
  if (gap < 0 ? count !== 8 : count > 7) return false;
  if (gap >= 0) {
    groups.copyWithin(8 - (count - gap), gap, count);
    groups.fill(0, gap, 8 - (count - gap));
  }
  for (let word = 0; word < 4; word++) {
    words[word] = ((groups[2 * word] ?? 0) << 16) | (groups[2 * word + 1] ?? 0);
  }
  return true;
}

/** Four 32-bit words, most significant first, as one number. */
export function wordsValue(words: Uint32Array): bigint {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  // A double holds 53 bits, so the halves are put together as bigint.
  return (((BigInt(a) << 32n) | BigInt(b)) << 64n) | ((BigInt(c) << 32n) | BigInt(d));
}

/** Dotted decimal. */
export function formatIPv4(value: bigint): string {
  const bits = Number(value);
  return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
}

/**
 * Lower case, without leading zeros, the longest run of two or more zero groups (the first of equals) as `::`.
 * Always hexadecimal: IPv4-mapped addresses never get here, since reading turns them into IPv4.
 * @see RFC 5952, section 4
 */
export function formatIPv6(value: bigint): string {
  const hex = value.toString(16).padStart(32, "0");
  const parts: string[] = [];
  let zeros = 0;
  let runStart = -1;
  let runLength = 1;
  for (let group = 0; group < 8; group++) {
    const part = Number.parseInt(hex.slice(group * 4, group * 4 + 4), 16).toString(16);
    parts.push(part);
    zeros = part === "0" ? zeros + 1 : 0;
    if (zeros > runLength) {
      runLength = zeros;
      runStart = group - zeros + 1;
    }
  }
  if (runStart < 0) return parts.join(":");
  return `${parts.slice(0, runStart).join(":")}::${parts.slice(runStart + runLength).join(":")}`;
}
