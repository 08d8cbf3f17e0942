import { checkPrefixes } from "./arguments.ts";
import { readNetworks, sortNetworks } from "./network.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The prefixes in the order of the file: IPv4 before IPv6, by address, the broader first; each once, in normal form.
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when `prefixes` isn't an array or another iterable
 */
export function sortPrefixes(prefixes: Iterable<Prefix>): Prefix[] {
  return sortNetworks(readNetworks(checkPrefixes("sortPrefixes(prefixes)", prefixes))).map(
    (network) => network.prefix,
  );
}
