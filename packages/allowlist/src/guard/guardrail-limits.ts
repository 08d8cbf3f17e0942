import type { Family } from "../prefix.ts";

/** The numbers of the guardrails. */
export interface GuardrailLimits {
  /** Percent of a family's committed addresses or prefixes that may go at once. `guard` takes another one. */
  readonly maxRemovedPercent: number;
  /** Percent by which a family may grow at once. `guard` takes another one. */
  readonly maxAddedPercent: number;
  /** Addresses that a family may grow by whatever the percentage: IPv4 addresses, and an IPv6 /32. */
  readonly freeGrowth: Readonly<Record<Family, bigint>>;
  /** The shortest prefix length that a prefix with new addresses may have. */
  readonly shortestNewLength: Readonly<Record<Family, number>>;
  /** The shortest prefix length at which an entry with host bits is only a matter of spelling. */
  readonly shortestLengthWithHostBits: Readonly<Record<Family, number>>;
  /** From how many prefixes gone on the percentage counts; also from how many on a family may not go entirely. */
  readonly manyPrefixes: number;
  /** With fewer prefixes gone: percent of the family's addresses that may go at once. */
  readonly fewPrefixesRemovedPercent: number;
  /** With fewer prefixes gone: addresses that may go whatever the percentage. */
  readonly fewPrefixesFreeAddresses: bigint;
}

/**
 * The limits that `guard` goes by. The one real answer that is public has 143 entries and 18,050 addresses, and nothing broader than a
 * /25; what passes these limits is far from anything like it.
 */
export const guardrailLimits: GuardrailLimits = {
  maxRemovedPercent: 30,
  maxAddedPercent: 300,
  freeGrowth: { IPv4: 16_384n, IPv6: 2n ** 96n },
  shortestNewLength: { IPv4: 17, IPv6: 32 },
  shortestLengthWithHostBits: { IPv4: 24, IPv6: 48 },
  manyPrefixes: 4,
  fewPrefixesRemovedPercent: 50,
  fewPrefixesFreeAddresses: 1_024n,
};
