import { contains, type Network, readNetworks } from "../network.ts";
import { formatPrefix, type Prefix } from "../prefix.ts";

const nat64 = readNetworks(["64:ff9b::/96"]);

/**
 * The IPv4 prefix that a NAT64 prefix stands for, `64:ff9b::/96` for all of IPv4; null for any other network. The other
 * transition forms need no such look: 6to4 and Teredo aren't globally reachable as a whole, and IPv4-mapped entries are read as IPv4.
 * @see RFC 6052, section 2.1
 */
export function embeddedIPv4(network: Network): Network | null {
  if (!nat64.some((around) => contains(around, network))) return null;
  const prefix: Prefix = formatPrefix(
    "IPv4",
    Number(BigInt.asUintN(32, BigInt(network.first))),
    network.length - 96,
  );
  return readNetworks([prefix])[0] ?? null;
}
