import { isIP } from "node:net";

/** The longest entry there can be is 43 characters: an IPv6 address with an IPv4 tail, and its prefix length. */
const maxEntryLength = 64;

/**
 * Tells why a value is no entry of a list, or `null` when it is one: an IPv4 or IPv6 address, or an address and a prefix
 * length. Strict: no spaces, no leading zeros, no short forms (`10/8`), no ranges, no zones, no host names. An address
 * with host bits below its prefix length is an entry; what to make of them is the caller's decision.
 */
export function entryProblem(value: unknown): string | null {
  if (typeof value !== "string") return "it is not a text";
  if (value.length > maxEntryLength) return "it is longer than any address";
  const slash = value.indexOf("/");
  const address = slash === -1 ? value : value.slice(0, slash);
  // A zone names an interface of the machine that reads it, so it means nothing in a list.
  if (address.includes("%")) return "it has a zone";
  const family = isIP(address);
  if (family === 0) return "it is no IPv4 or IPv6 address";
  if (slash === -1) return null;
  const prefixLength = value.slice(slash + 1);
  const maximum = family === 4 ? 32 : 128;
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixLength) || Number(prefixLength) > maximum) {
    return `its prefix length is not a whole number from 0 to ${maximum}`;
  }
  return null;
}
