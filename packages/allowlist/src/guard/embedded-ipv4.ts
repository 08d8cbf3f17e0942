import { contains, type Network, readNetworks } from "../network.ts";
import { formatPrefix } from "../prefix.ts";
import type { Range } from "../ranges.ts";

const NAT64_LENGTH = 96;

/** `64:ff9b::/96`, the addresses that NAT64 maps to all of IPv4. */
export const nat64: Range = {
  family: "IPv6",
  first: 0x64_ff9bn << 96n,
  last: (0x64_ff9bn << 96n) | 0xffff_ffffn,
};

const nat64Networks = readNetworks(["64:ff9b::/96"]);

/**
 * The IPv4 prefix that a NAT64 prefix stands for, `64:ff9b::/96` for all of IPv4; null for any other network. The other
 * transition forms don't need this: 6to4 and Teredo aren't globally reachable as a whole, and IPv4-mapped entries are read as IPv4.
 * @see RFC 6052, section 2.1
 */
export function embeddedIPv4(network: Network): Network | null {
  if (!nat64Networks.some((around) => contains(around, network))) return null;
  const first = Number(BigInt.asUintN(32, BigInt(network.first)));
  return readNetworks([formatPrefix("IPv4", first, network.length - NAT64_LENGTH)])[0] ?? null;
}
