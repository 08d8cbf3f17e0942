import { isIP } from "node:net";

/** The longest valid entry has 49 characters: an IPv6 address with an IPv4 tail, and its prefix length. */
const maxEntryLength = 64;

/**
 * Why a value is not an entry of a list, or `null`. An entry is an IPv4 or IPv6 address, with or without a prefix length.
 * Strict: no spaces, leading zeros, short forms (`10/8`), ranges, zone IDs or host names. Host bits below the prefix
 * length are accepted; the caller decides what to do about them.
 */
export function entryProblem(value: unknown): string | null {
  if (typeof value !== "string") return "it is not a string";
  if (value.length > maxEntryLength) return "it is longer than any address";
  const slash = value.indexOf("/");
  const address = slash === -1 ? value : value.slice(0, slash);
  // A zone ID names an interface of the machine that reads it, so it means nothing in a list.
  if (address.includes("%")) return "it has a zone ID";
  const family = isIP(address);
  if (family === 0) return "it is not a valid IPv4 or IPv6 address";
  if (slash === -1) return null;
  const prefixLength = value.slice(slash + 1);
  const maximum = family === 4 ? 32 : 128;
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixLength) || Number(prefixLength) > maximum) {
    return `its prefix length must be a whole number from 0 to ${maximum}`;
  }
  return null;
}
