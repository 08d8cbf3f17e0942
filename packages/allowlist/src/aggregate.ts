import { mergeCidr } from "cidr-tools";
import { readNetworks } from "./network.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The fewest prefixes that cover exactly the same addresses, sorted.
 * @throws {InvalidPrefixError} when a text is no prefix
 */
export function aggregate(prefixes: readonly Prefix[]): Prefix[] {
  const merged = mergeCidr(readNetworks(prefixes).map((network) => network.prefix));
  return readNetworks(merged).map((network) => network.prefix); // cidr-tools writes /32 and /128 out
}
