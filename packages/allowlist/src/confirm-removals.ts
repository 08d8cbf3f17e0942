import { excludeCidr } from "cidr-tools";
import { checkOptions, checkPrefixes } from "./arguments.ts";
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
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when a list is missing or isn't an array
 */
export function confirmRemovals(input: {
  /** What the file allows now. */
  readonly committed: readonly Prefix[];
  /** The first answer. */
  readonly first: readonly Prefix[];
  /** The answer of the second look. */
  readonly second: readonly Prefix[];
}): { readonly live: Prefix[]; readonly flickered: Prefix[] } {
  checkOptions("confirmRemovals(input)", input, "{ committed, first, second }");
  const first = readNetworks(checkPrefixes("confirmRemovals({ first })", input.first));
  const second = sortNetworks(readNetworks(checkPrefixes("confirmRemovals({ second })", input.second)));
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
  const committed = sortNetworks(
    readNetworks(checkPrefixes("confirmRemovals({ committed })", input.committed)),
  );
  return {
    live: sortNetworks([...kept, ...brought]).map((network) => network.prefix),
    flickered: committed.filter((network) => overlapsAny(missing, network)).map((network) => network.prefix),
  };
}
