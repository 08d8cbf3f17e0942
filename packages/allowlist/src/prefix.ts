import { type AddressValue, formatIPv4, formatIPv6, ipv6Groups } from "./address.ts";

/** Normal form: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`; IPv6 per RFC 5952, host bits cleared, no `/32` or `/128`. */
export type Prefix = string;

/** The two kinds of addresses. */
export type Family = "IPv4" | "IPv6";

export const families: readonly Family[] = ["IPv4", "IPv6"];

export const familyBits: Readonly<Record<Family, number>> = { IPv4: 32, IPv6: 128 };

function formatAddress(value: AddressValue): string {
  return typeof value === "number" ? formatIPv4(value) : formatIPv6(ipv6Groups(value));
}

/** The prefix in normal form that begins at an address. */
export function formatPrefix(family: Family, first: AddressValue, length: number): Prefix {
  const address = formatAddress(first);
  return length === familyBits[family] ? address : `${address}/${length}`;
}

// Masks rather than division: the remainder of numbers beyond 31 bits is slow.
const ipv4HostMasks: readonly number[] = Array.from({ length: 33 }, (_, length) => 2 ** (32 - length) - 1);
const ipv6HostMasks: readonly bigint[] = Array.from(
  { length: 129 },
  (_, length) => (1n << BigInt(128 - length)) - 1n,
);

/** Whether an address has bits set beyond that prefix length. */
export function hasHostBits(address: AddressValue, length: number): boolean {
  if (typeof address === "number") return (address & (ipv4HostMasks[length] ?? 0)) !== 0;
  return (address & (ipv6HostMasks[length] ?? 0n)) !== 0n;
}

/** The first address of the prefix of that length which holds an address. */
export function firstAddress(address: AddressValue, length: number): AddressValue {
  if (typeof address === "number") return (address & ~(ipv4HostMasks[length] ?? 0)) >>> 0;
  return address & ~(ipv6HostMasks[length] ?? 0n);
}

/** The last address of the prefix of that length which begins at an address. */
export function lastAddress(first: AddressValue, length: number): AddressValue {
  if (typeof first === "number") return first + (ipv4HostMasks[length] ?? 0);
  return first | (ipv6HostMasks[length] ?? 0n);
}
