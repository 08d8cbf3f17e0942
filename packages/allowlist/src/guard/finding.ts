import type { UnreadableReason } from "../decode-file.ts";
import type { Family, Prefix } from "../prefix.ts";

/** An entry of the answer that is not a valid address or prefix, and why. Its text is untrusted. */
export interface RefusedEntry {
  /** As the answer has it. */
  readonly entry: string;
  /** What is wrong, as `parseEntry` says it. */
  readonly reason: string;
}

/** An entry of the answer that was read as something else than it seems to say. Its text is untrusted. */
export interface AdjustedEntry {
  /** As the answer has it. */
  readonly entry: string;
  /** What it was read as. */
  readonly prefix: Prefix;
  /** How that differs from the entry. */
  readonly changed: "host-bits-cleared" | "ipv4-mapped";
}

/** A live prefix, and a range without global reach that it touches. */
export interface NotGlobal {
  /** As the list has it. */
  readonly prefix: Prefix;
  /** The registered range; an IPv4 range for IPv4 addresses inside NAT64. */
  readonly range: Prefix;
  /** What the range is for: "private", "loopback", "documentation" … */
  readonly kind: string;
}

/** A live prefix that is too broad, and how many addresses it would open. */
export interface TooBroad {
  /** Of the aggregated list: neighbours count together. */
  readonly prefix: Prefix;
  /** How many addresses in it weren't allowed before. */
  readonly addresses: bigint;
}

/** What a finding says, in plain text of bounded length. Text from outside in it has no control characters and isn't escaped for any markup. */
export interface FindingText {
  /** What is wrong, with its numbers: one or more whole sentences. */
  readonly what: string;
  /** Why that holds the list back: a whole sentence. */
  readonly why: string;
  /** What to do, where the list alone shows it. */
  readonly remedy?: string;
  /** All of it in one text. */
  readonly message: string;
}

/**
 * Why a list shouldn't be written as it is without a person's word.
 *
 * `scope` says how much is held back. `list`: nothing of it may be written, since what is added can't be trusted, or since it isn't
 * known what is allowed now. `removals`: additions can be proposed, with what would be removed left in place.
 */
export type Finding = FindingText &
  (
    | { readonly rule: "empty"; readonly scope: "list" }
    | { readonly rule: "unreadable"; readonly scope: "list"; readonly file: UnreadableReason }
    | {
        readonly rule: "refused-entries";
        readonly scope: "list";
        readonly entries: readonly RefusedEntry[];
      }
    | { readonly rule: "host-bits"; readonly scope: "list"; readonly entries: readonly AdjustedEntry[] }
    | { readonly rule: "not-global"; readonly scope: "list"; readonly prefixes: readonly NotGlobal[] }
    | { readonly rule: "too-broad"; readonly scope: "list"; readonly prefixes: readonly TooBroad[] }
    | {
        readonly rule: "added-percent";
        readonly scope: "list";
        readonly family: Family;
        /** Of the family's committed addresses, rounded up to a hundredth. */
        readonly percent: number;
        readonly limit: number;
      }
    | {
        readonly rule: "removed-percent";
        readonly scope: "removals";
        readonly family: Family;
        /** What is over the limit, prefixes where both are. */
        readonly measure: "prefixes" | "addresses";
        /** Of the family's committed prefixes or addresses, rounded up to a hundredth. */
        readonly percent: number;
        readonly limit: number;
      }
    | {
        readonly rule: "family-gone";
        readonly scope: "removals";
        readonly family: Family;
        /** How many the family had, aggregated. */
        readonly prefixes: number;
      }
  );

/** The texts of a finding, in one as well. */
export function findingText(what: string, why: string, remedy?: string): FindingText {
  const message = [what, why, remedy].filter(Boolean).join(" ");
  return remedy === undefined ? { what, why, message } : { what, why, remedy, message };
}
