import { mergeCidr } from "cidr-tools";
import { checkPrefixes } from "./arguments.ts";
import { addressesIn, type Network, readNetworks } from "./network.ts";
import type { Prefix } from "./prefix.ts";

/** Numbers of addresses, a family each: one IPv6 prefix outnumbers all of IPv4, so the two are never added up. */
export interface AddressCount {
  /** Up to 2^32. */
  readonly ipv4: bigint;
  /** Up to 2^128. */
  readonly ipv6: bigint;
}

/**
 * How many addresses the prefixes cover together, each address once.
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when `prefixes` isn't an array
 */
export function countAddresses(prefixes: readonly Prefix[]): AddressCount {
  const networks = readNetworks(checkPrefixes("countAddresses(prefixes)", prefixes));
  return countDisjoint(readNetworks(mergeCidr(networks.map((network) => network.prefix))));
}

/** The same for networks that don't overlap. */
export function countDisjoint(networks: Iterable<Pick<Network, "family" | "first" | "last">>): AddressCount {
  let ipv4 = 0n;
  let ipv6 = 0n;
  for (const network of networks) {
    if (network.family === "IPv4") ipv4 += addressesIn(network);
    else ipv6 += addressesIn(network);
  }
  return { ipv4, ipv6 };
}
