import { excludeCidr } from "cidr-tools";
import { outermost, readNetworks, sortNetworks } from "./network.ts";
import { findContaining, overlapsAny } from "./overlap.ts";
import type { Prefix } from "./prefix.ts";

/**
 * What to take as live when a list was asked for twice because the first answer would remove addresses: every address that is in
 * either answer, so that only what is absent from both is removed.
 *
 * The prefixes are those of the first answer, and those of the second that bring addresses the first lacks; of the first
 * answer's prefixes, those inside such a one that the second answer doesn't list itself are left out. `flickered` are the committed
 * prefixes that hold addresses absent from the first answer and present in the second. Both are sorted.
 * @throws {InvalidPrefixError} when a text is no prefix
 */
export function confirmRemovals(input: {
  readonly committed: readonly Prefix[];
  readonly first: readonly Prefix[];
  readonly second: readonly Prefix[];
}): { readonly live: Prefix[]; readonly flickered: Prefix[] } {
  const first = readNetworks(input.first);
  const second = sortNetworks(readNetworks(input.second));
  const missing = readNetworks(
    excludeCidr(
      second.map((network) => network.prefix),
      first.map((network) => network.prefix),
    ),
  );
  const brought = second.filter((network) => overlapsAny(missing, network));
  const broughtOuter = outermost(brought);
  const listedAgain = new Set(second.map((network) => network.prefix));
  const kept = first.filter(
    (network) => listedAgain.has(network.prefix) || !findContaining(broughtOuter, network),
  );
  const committed = sortNetworks(readNetworks(input.committed));
  return {
    live: sortNetworks([...kept, ...brought]).map((network) => network.prefix),
    flickered: committed.filter((network) => overlapsAny(missing, network)).map((network) => network.prefix),
  };
}
