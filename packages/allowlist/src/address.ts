/**
 * Addresses as numbers and back. Both readers are strict: no leading zeros in IPv4, no short forms, no zone; they agree with
 * `net.isIP` (a test holds them to it) and are several times faster, which a matcher on each request needs.
 */

/** The value of an address: a number for IPv4, a bigint for IPv6. JavaScript compares either kind with `<`. */
export type AddressValue = number | bigint;

const DOT = 46;
const COLON = 58;
const ZERO = 48;

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
    const digit = code - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return -1;
    octet = octet * 10 + digit;
    digits++;
    if (octet > 255) return -1;
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : -1;
}

// A table rather than comparisons: which of digit and letter comes next can't be predicted, and a wrong guess costs a processor
// more than a look-up.
const hexDigits: Int8Array = new Int8Array(128).fill(-1);
for (const digit of "0123456789abcdefABCDEF") hexDigits[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** Room for one IPv6 address, in network byte order. */
export function ipv6Bytes(): DataView {
  return new DataView(new ArrayBuffer(16));
}

/** Reads the IPv6 address in `text[0, end)` into `bytes`. False, with `bytes` in no particular state, when that is none. */
export function readIPv6(text: string, end: number, bytes: DataView): boolean {
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
      const digit = hexDigits[text.charCodeAt(i)] ?? -1;
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    if (i === start) return false;
    bytes.setUint16(2 * count++, value);
    if (i === end) break;
    const next = text.charCodeAt(i++);
    if (next === DOT) {
      const tail = count <= 7 ? readIPv4(text, start, end) : -1;
      if (tail < 0) return false;
      bytes.setUint32(2 * (count - 1), tail);
      count++;
      break;
    }
    if (next !== COLON || i === end) return false;
    if (text.charCodeAt(i) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      i++;
    }
  }
  if (gap < 0) return count === 8;
  if (count > 7) return false;
  const zeros = 8 - count;
  for (let group = count - 1; group >= gap; group--)
    bytes.setUint16(2 * (group + zeros), bytes.getUint16(2 * group));
  for (let group = gap; group < gap + zeros; group++) bytes.setUint16(2 * group, 0);
  return true;
}

export function ipv6Value(bytes: DataView): bigint {
  return (bytes.getBigUint64(0) << 64n) | bytes.getBigUint64(8);
}

/** Dotted decimal. */
export function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/**
 * Lower case, without leading zeros, the longest run of two or more zero groups (the first of equals) as `::`.
 * Always hexadecimal: IPv4-mapped addresses never get here, since reading turns them into IPv4.
 * @see RFC 5952, section 4
 */
export function formatIPv6(bytes: DataView): string {
  let zeros = 0;
  let runEnd = -1;
  let runLength = 1;
  for (let group = 0; group < 8; group++) {
    zeros = bytes.getUint16(2 * group) === 0 ? zeros + 1 : 0;
    if (zeros > runLength) {
      runLength = zeros;
      runEnd = group + 1;
    }
  }
  const groups = (from: number, to: number): string => {
    let text = "";
    for (let group = from; group < to; group++) {
      text += (group > from ? ":" : "") + bytes.getUint16(2 * group).toString(16);
    }
    return text;
  };
  return runEnd < 0 ? groups(0, 8) : `${groups(0, runEnd - runLength)}::${groups(runEnd, 8)}`;
}
