/**
 * Addresses as numbers and back. Both readers are strict: no leading zeros in IPv4, no short forms, no zone. They agree with
 * `net.isIP` (a test checks that) and are several times faster, which matters to a matcher that runs on each request.
 */

/** The value of an address: a number for IPv4, a bigint for IPv6. JavaScript compares either kind with `<`. */
export type AddressValue = number | bigint;

const DOT = 46;
const COLON = 58;
const ZERO = 48;

/** The value of the dotted decimal address in `text[start, end)`, or -1 if it isn't one. */
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

// A table rather than comparisons: the processor can't predict whether a digit or a letter comes next, and a wrong guess costs more than a
// look-up.
const hexDigits: Int8Array = new Int8Array(128).fill(-1);
for (const digit of "0123456789abcdefABCDEF") hexDigits[digit.charCodeAt(0)] = Number.parseInt(digit, 16);

/** The eight groups of an IPv6 address, the leading one first. */
export type Groups = Uint16Array;

export function newGroups(): Groups {
  return new Uint16Array(8);
}

/**
 * Reads the IPv6 address in `text[0, end)` into `groups`. Returns false, with `groups` in no particular state, if it isn't one.
 *
 * `goesOn` is asked once, as soon as the first three groups are known to be in place, which for an address with few groups before its
 * "::" is never; by saying no it ends the reading with false, for a caller who knows enough.
 */
export function readIPv6(text: string, end: number, groups: Groups, goesOn?: () => boolean): boolean {
  let count = 0; // of the groups so far
  let gap = -1; // how many of them stand before "::"
  let value = 0;
  let digits = 0;
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (end < 2 || text.charCodeAt(1) !== COLON) return false;
    gap = 0;
    i = 2;
  }
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    const digit = hexDigits[code] ?? -1;
    if (digit >= 0) {
      if (++digits > 4) return false;
      value = (value << 4) | digit;
    } else if (code === COLON) {
      if (digits > 0) {
        if (count === 8) return false;
        groups[count++] = value;
        value = 0;
        digits = 0;
        if (count === 3 && gap < 0 && goesOn !== undefined && !goesOn()) return false;
      } else {
        if (gap >= 0) return false;
        gap = count;
      }
    } else {
      const tail = code === DOT && count <= 6 ? readIPv4(text, i - digits, end) : -1;
      if (tail < 0) return false;
      groups[count++] = tail >>> 16;
      value = tail & 0xffff; // the last group, which is stored below
      break;
    }
  }
  if (digits > 0) {
    if (count === 8) return false;
    groups[count++] = value;
  } else if (gap !== count) {
    return false; // one colon at the end, or nothing at all
  }
  if (gap < 0) return count === 8;
  if (count === 8) return false;
  // The groups behind "::" belong at the end, zeros where they were.
  const zeros = 8 - count;
  for (let group = count - 1; group >= gap; group--) groups[group + zeros] = groups[group] ?? 0;
  for (let group = gap; group < gap + zeros; group++) groups[group] = 0;
  return true;
}

/** 48 bits from the given group on, as a number. */
export function threeGroups(groups: Groups, from: number): number {
  return (groups[from] ?? 0) * 2 ** 32 + (groups[from + 1] ?? 0) * 2 ** 16 + (groups[from + 2] ?? 0);
}

/** 32 bits from the given group on, as a number. */
export function twoGroups(groups: Groups, from: number): number {
  return (groups[from] ?? 0) * 2 ** 16 + (groups[from + 1] ?? 0);
}

/** Whether an address is one of `::ffff:0:0/96`, which stand for IPv4 addresses: those in the last two groups. */
export function isIPv4Mapped(groups: Groups): boolean {
  return groups[5] === 0xffff && threeGroups(groups, 0) === 0 && twoGroups(groups, 3) === 0;
}

// Bigints are made from its bytes, which is quicker than shifting eight of them together.
const bytes = new DataView(new ArrayBuffer(16));

export function ipv6Value(groups: Groups): bigint {
  for (let group = 0; group < 8; group += 2) bytes.setUint32(2 * group, twoGroups(groups, group));
  return (bytes.getBigUint64(0) << 64n) | bytes.getBigUint64(8);
}

export function ipv6Groups(value: bigint): Groups {
  bytes.setBigUint64(0, value >> 64n);
  bytes.setBigUint64(8, BigInt.asUintN(64, value));
  return Uint16Array.from({ length: 8 }, (_, group) => bytes.getUint16(2 * group));
}

/** Dotted decimal. */
export function formatIPv4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

const lowerHex = "0123456789abcdef";

/** The run of zero groups that "::" stands for, as [from, to); empty if there is none. */
function compressedRun(groups: Groups): readonly [from: number, to: number] {
  let zeros = 0;
  let end = 8;
  let longest = 1;
  for (let group = 0; group < 8; group++) {
    zeros = groups[group] === 0 ? zeros + 1 : 0;
    if (zeros > longest) {
      longest = zeros;
      end = group + 1;
    }
  }
  return longest > 1 ? [end - longest, end] : [8, 8];
}

/**
 * Lower case, without leading zeros, the longest run of two or more zero groups (the first of equals) as `::`.
 * Always hexadecimal: IPv4-mapped addresses never get here, since reading turns them into IPv4.
 * @see RFC 5952, section 4
 */
export function formatIPv6(groups: Groups): string {
  const [from, to] = compressedRun(groups);
  const texts = Array.from(groups, (group) => group.toString(16));
  return from === to ? texts.join(":") : `${texts.slice(0, from).join(":")}::${texts.slice(to).join(":")}`;
}

/** Whether `formatIPv6` would write the groups as `text[0, end)`. Lists are mostly in that form, and asking is quicker than writing. */
export function isFormattedIPv6(text: string, end: number, groups: Groups): boolean {
  const [from, to] = compressedRun(groups);
  let i = 0;
  for (let group = 0; group < 8; group++) {
    if (group > 0 && text.charCodeAt(i++) !== COLON) return false;
    if (group === from) {
      // The first colon of "::" has been passed already, unless it begins the text; the next group passes the second, if there is one.
      if (from === 0 && text.charCodeAt(i++) !== COLON) return false;
      if (to === 8) return text.charCodeAt(i) === COLON && i + 1 === end;
      group = to - 1;
      continue;
    }
    const value = groups[group] ?? 0;
    for (let shift = value > 0xfff ? 12 : value > 0xff ? 8 : value > 0xf ? 4 : 0; shift >= 0; shift -= 4) {
      if (text.charCodeAt(i++) !== lowerHex.charCodeAt((value >> shift) & 15)) return false;
    }
  }
  return i === end;
}
