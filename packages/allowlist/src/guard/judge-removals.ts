import type { Network } from "../network.ts";
import { overlapsAny } from "../overlap.ts";
import { type Family, families } from "../prefix.ts";
import { type Finding, findingText } from "./finding.ts";
import { guardrailLimits } from "./guardrail-limits.ts";
import { amount, exceeds, number, percentOf } from "./words.ts";

/** What the rules about removals look at; all of it sorted. */
export interface Removals {
  /** The fewest networks with the committed addresses. */
  readonly committed: readonly Network[];
  /** What stays allowed, live and kept, disjoint. */
  readonly staying: readonly Network[];
  /** Committed addresses of each family, and how many of them would go. */
  readonly before: Readonly<Record<Family, bigint>>;
  readonly lost: Readonly<Record<Family, bigint>>;
  readonly maxRemovedPercent: number;
}

interface FamilyRemovals {
  readonly family: Family;
  /** The family's name for messages, with a space after it; empty if the list has only one family. */
  readonly noun: string;
  readonly total: number;
  /** Prefixes of which nothing is left. */
  readonly gone: number;
  readonly lost: bigint;
  readonly before: bigint;
}

const INCOMPLETE = "The answer is probably incomplete.";

function judgeMany({ family, noun, total, gone, lost, before }: FamilyRemovals, limit: number): Finding[] {
  const rest = { rule: "removed-percent", scope: "removals", family, limit } as const;
  if (exceeds(BigInt(gone), BigInt(total), limit)) {
    const percent = percentOf(BigInt(gone), BigInt(total));
    const what = `${number(gone)} of ${number(total)} ${noun}prefixes are missing from this answer, more than the ${number(limit)}% allowed.`;
    return [{ ...rest, measure: "prefixes", percent, ...findingText(what, INCOMPLETE) }];
  }
  if (!exceeds(lost, before, limit)) return [];
  const percent = percentOf(lost, before);
  const what = `${amount(lost, family)} of ${amount(before, family)} (${number(percent)}%) are missing from this answer, more than the ${number(limit)}% allowed.`;
  return [{ ...rest, measure: "addresses", percent, ...findingText(what, INCOMPLETE) }];
}

function whatIsMissing(noun: string, total: number, gone: number): string {
  const missing = "missing from this answer";
  if (gone === 0) return `Parts of the ${noun}prefixes are ${missing}`;
  if (total === 1) return `The only ${noun}prefix is ${missing}`;
  if (gone === total) return `All ${number(total)} ${noun}prefixes are ${missing}`;
  return `${number(gone)} of ${number(total)} ${noun}prefixes ${gone === 1 ? "is" : "are"} ${missing}`;
}

function judgeFew({ family, noun, total, gone, lost, before }: FamilyRemovals, asked: number): Finding[] {
  const limit = Math.max(guardrailLimits.fewPrefixesRemovedPercent, asked);
  if (lost <= guardrailLimits.fewPrefixesFreeAddresses || !exceeds(lost, before, limit)) return [];
  const percent = percentOf(lost, before);
  const share = `${amount(lost, family)} of ${amount(before, family)} (${number(percent)}%)`;
  const what = `${whatIsMissing(noun, total, gone)}: ${share}, more than the ${number(limit)}% allowed.`;
  const text = findingText(what, INCOMPLETE);
  return [
    { rule: "removed-percent", scope: "removals", family, measure: "addresses", percent, limit, ...text },
  ];
}

function judgeFamily(removals: FamilyRemovals, limit: number): Finding[] {
  const { family, total, gone } = removals;
  if (gone < guardrailLimits.manyPrefixes) return judgeFew(removals, limit);
  if (gone < total) return judgeMany(removals, limit);
  const what = `All ${number(total)} ${family} prefixes are missing from this answer.`;
  return [
    { rule: "family-gone", scope: "removals", family, prefixes: total, ...findingText(what, INCOMPLETE) },
  ];
}

/**
 * The findings about what is removed. They hold back the removals alone. Measured by family, since one IPv6 prefix has more addresses than all
 * of IPv4, and on the fewest prefixes, so that a list's spelling doesn't matter.
 */
export function judgeRemovals({ committed, staying, before, lost, maxRemovedPercent }: Removals): Finding[] {
  const noun = (family: Family): string => (before.IPv4 > 0n && before.IPv6 > 0n ? `${family} ` : "");
  return families.flatMap((family) => {
    if (lost[family] === 0n) return [];
    const own = committed.filter((network) => network.family === family);
    const gone = own.filter((network) => !overlapsAny(staying, network)).length;
    const counts = { total: own.length, gone, lost: lost[family], before: before[family] };
    return judgeFamily({ family, noun: noun(family), ...counts }, maxRemovedPercent);
  });
}
