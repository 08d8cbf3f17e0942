import { readNetworks, sortNetworks } from "./network.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The prefixes in the order of the file: IPv4 before IPv6, by address, the broader first; each once, in normal form.
 * @throws {InvalidPrefixError} when a text is no prefix
 */
export function sortPrefixes(prefixes: Iterable<Prefix>): Prefix[] {
  return sortNetworks(readNetworks(prefixes)).map((network) => network.prefix);
}
