import { checkPrefixes } from "./arguments.ts";
import {
  addressesIn,
  type Network,
  outermost,
  packIPv4,
  readNetworks,
  sortNetworks,
  unpackIPv4,
} from "./network.ts";
import { lastAddress, type Prefix } from "./prefix.ts";

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
  const checked = checkPrefixes("countAddresses(prefixes)", prefixes);
  // The usual prefix is one number in one array: a report counts the same lists several times.
  const packed = new Float64Array(checked.length);
  let count = 0;
  const ipv6: Network[] = [];
  const others: Prefix[] = [];
  for (const prefix of checked) {
    const number = typeof prefix === "string" ? packIPv4(prefix) : -1;
    if (number < 0) others.push(prefix);
    else packed[count++] = number;
  }
  for (const network of readNetworks(others)) {
    if (network.family === "IPv6") ipv6.push(network);
    else packed[count++] = packIPv4(network.prefix);
  }
  return {
    ipv4: BigInt(countPacked(packed.subarray(0, count).sort())),
    ipv6: countDisjoint(outermost(sortNetworks(ipv6))).ipv6,
  };
}

/** How many addresses sorted IPv4 prefixes cover together. */
function countPacked(sorted: Float64Array): number {
  let sum = 0;
  let covered = -1;
  for (const packed of sorted) {
    const { first, length } = unpackIPv4(packed);
    // Prefixes never overlap in part: one that begins in another lies inside it.
    if (first <= covered) continue;
    covered = Number(lastAddress(first, length));
    sum += covered - first + 1;
  }
  return sum;
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
