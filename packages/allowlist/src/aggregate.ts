import { mergeCidr } from "cidr-tools";
import { checkPrefixes } from "./arguments.ts";
import { readNetworks } from "./network.ts";
import type { Prefix } from "./prefix.ts";

/**
 * The fewest prefixes that cover exactly the same addresses, sorted.
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when `prefixes` isn't an array
 */
export function aggregate(prefixes: readonly Prefix[]): Prefix[] {
  const merged = mergeCidr(
    readNetworks(checkPrefixes("aggregate(prefixes)", prefixes)).map((network) => network.prefix),
  );
  return readNetworks(merged).map((network) => network.prefix); // cidr-tools writes /32 and /128 out
}
