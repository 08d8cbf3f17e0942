import { formatIPv4, formatIPv6 } from "./address.ts";

/** Normal form: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`; IPv6 per RFC 5952, host bits cleared, no `/32` or `/128`. */
export type Prefix = string;

export type Family = "IPv4" | "IPv6";

export const familyBits: Readonly<Record<Family, number>> = { IPv4: 32, IPv6: 128 };

const hostMasks: readonly bigint[] = Array.from({ length: 129 }, (_, bits) => (1n << BigInt(bits)) - 1n);

/** The bits of an address that a prefix of that length leaves open. */
export function hostMask(family: Family, length: number): bigint {
  return hostMasks[familyBits[family] - length] ?? 0n;
}

/** The prefix of that length which holds the address, in normal form: host bits cleared, single addresses without a length. */
export function formatPrefix(family: Family, address: bigint, length: number): Prefix {
  const first = address & ~hostMask(family, length);
  const text = family === "IPv4" ? formatIPv4(first) : formatIPv6(first);
  return length === familyBits[family] ? text : `${text}/${length}`;
}
