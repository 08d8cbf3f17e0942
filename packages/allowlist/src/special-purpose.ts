import { contains, type Network, outermost, readNetworks, sortNetworks } from "./network.ts";
import { overlapsAny } from "./overlap.ts";
import type { Prefix } from "./prefix.ts";

/** A range that isn't globally reachable, and in a word or two what it is for. */
export interface SpecialRange {
  readonly range: Prefix;
  readonly kind: string;
}

/**
 * What IANA doesn't register as globally reachable, and, with `null`, the reachable exceptions inside of that. "N/A" (6to4, Teredo) counts
 * as not reachable: such an address stands for another host. Multicast and the parts of IPv6 outside global unicast come from
 * the address space registries.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/ as of 2020-09-04
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/ as of 2025-10-09
 * @see https://www.iana.org/assignments/ipv4-address-space/ and https://www.iana.org/assignments/ipv6-address-space/
 */
const registry: readonly (readonly [range: Prefix, kind: string | null])[] = [
  ["0.0.0.0/8", "this network"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "shared (carrier-grade NAT)"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local"],
  ["172.16.0.0/12", "private"],
  ["192.0.0.0/24", "protocol assignments"],
  ["192.0.0.9", null], // Port Control Protocol anycast
  ["192.0.0.10", null], // TURN anycast
  ["192.0.2.0/24", "documentation"],
  ["192.88.99.0/24", "reserved (former 6to4 relays)"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "benchmarking"],
  ["198.51.100.0/24", "documentation"],
  ["203.0.113.0/24", "documentation"],
  ["224.0.0.0/4", "multicast"],
  ["240.0.0.0/4", "reserved"],
  ["255.255.255.255", "broadcast"],

  ["::/3", "reserved"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["64:ff9b::/96", null], // translation to IPv4 (NAT64)
  ["64:ff9b:1::/48", "local translation (NAT64)"],
  ["100::/64", "discard-only"],
  ["100:0:0:1::/64", "dummy"],
  ["2001::/23", "protocol assignments"],
  ["2001::/32", "Teredo"],
  ["2001:1::1", null], // Port Control Protocol anycast
  ["2001:1::2", null], // TURN anycast
  ["2001:1::3", null], // DNS-SD service registration anycast
  ["2001:2::/48", "benchmarking"],
  ["2001:3::/32", null], // automatic multicast tunnelling
  ["2001:4:112::/48", null], // AS112
  ["2001:10::/28", "reserved (former ORCHID)"],
  ["2001:20::/28", null], // ORCHIDv2
  ["2001:30::/28", null], // drone remote identification
  ["2001:db8::/32", "documentation"],
  ["2002::/16", "6to4"],
  ["3fff::/20", "documentation"],
  ["4000::/2", "reserved"],
  ["5f00::/16", "segment routing"],
  ["8000::/1", "reserved"],
  ["fc00::/7", "private (unique local)"],
  ["fe80::/10", "link-local"],
  ["fec0::/10", "reserved (former site-local)"],
  ["ff00::/8", "multicast"],
];

const ranges: readonly { readonly network: Network; readonly kind: string }[] = registry.flatMap(
  ([range, kind]) => (kind === null ? [] : readNetworks([range]).map((network) => ({ network, kind }))),
);
const exceptions: readonly Network[] = readNetworks(
  registry.filter(([, kind]) => kind === null).map(([range]) => range),
);

const outermostRanges: readonly Network[] = outermost(sortNetworks(ranges.map(({ network }) => network)));

/**
 * The ranges without global reach that a network touches: the narrowest one that it lies inside, or else the broadest ones that it
 * contains. Empty for a network of which every address is globally reachable.
 */
export function specialRanges(network: Network): SpecialRange[] {
  if (!overlapsAny(outermostRanges, network)) return []; // the usual case, so the rest doesn't have to be fast
  const around = ranges
    .filter((row) => contains(row.network, network))
    .reduce<(typeof ranges)[number] | null>(
      (a, b) => (a && a.network.length > b.network.length ? a : b),
      null,
    );
  if (around) {
    // No range is registered inside an exception, so an exception around a network always has the last word.
    const excepted = exceptions.some((exception) => contains(exception, network));
    return excepted ? [] : [{ range: around.network.prefix, kind: around.kind }];
  }
  const within = ranges.filter((row) => contains(network, row.network));
  return within
    .filter((row) => !within.some((other) => other !== row && contains(other.network, row.network)))
    .map((row) => ({ range: row.network.prefix, kind: row.kind }));
}
