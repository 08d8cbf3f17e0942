import { type Finding, guard, guardAnswer } from "@chat-ip/allowlist";
import type { ComparedList } from "./compared-list.ts";
import type { ListSettings } from "./list-settings.ts";

/** What the guardrails find, and whether the list may be proposed all the same. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly heldBack: boolean;
}

/**
 * Applies the guardrails to a compared list. Pure.
 *
 * What a person has accepted before is not held against a list again: if no address would change, only an answer that says
 * too little (empty, or with entries that are not addresses) is a reason to hold the list back.
 */
export function guardList(
  { list, prefixes, keep, drift, refused, adjusted, rewrite, unreadable }: ComparedList,
  { maxRemovedPercent, allowSuspicious }: Pick<ListSettings, "maxRemovedPercent" | "allowSuspicious">,
): Verdict {
  const { committed, live } = prefixes;
  const kept = keep.flatMap((block) => block.prefixes);
  const findings = rewrite
    ? guard({ committed, live, keep: kept, drift, refused, adjusted, unreadable, maxRemovedPercent })
    : guardAnswer({ live, refused, unreadable });
  // A file that can't be read is never overwritten: a person's lines in it would be lost.
  const letThrough = unreadable === null && allowSuspicious.includes(list);
  return { findings, heldBack: findings.length > 0 && !letThrough };
}
