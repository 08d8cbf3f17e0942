import { type Finding, guard, guardAnswer } from "@chat-ip/allowlist";
import type { ComparedList } from "./compared-list.ts";
import type { ListSettings } from "./list-settings.ts";

/** What the guardrails found, and the consequence. */
export interface Verdict {
  readonly findings: readonly Finding[];
  /** What is held back: the whole list, its removals only, or nothing. */
  readonly heldBack: "list" | "removals" | null;
  /** Has a person let this answer through? Then removals that were held back are proposed at once. */
  readonly letThrough: boolean;
}

/**
 * Applies the guardrails to a compared list. Pure.
 *
 * What a person has accepted before is not held against a list again: if no address would change, only an answer that says
 * too little (empty, or with entries that are not addresses) or a file that can't be read is a reason to hold the list back.
 */
export function guardList(
  list: ComparedList,
  settings: Pick<ListSettings, "maxRemovedPercent" | "maxAddedPercent" | "allowedAnswers">,
): Verdict {
  const findings = findingsOf(list, settings);
  // Never overwrite a file that can't be read: a person's lines would be lost.
  const letThrough =
    findings.length > 0 && list.unreadable === null && settings.allowedAnswers.includes(list.answerDigest);
  return { findings, letThrough, heldBack: letThrough ? null : scopeOf(findings) };
}

function findingsOf(
  { prefixes, keep, drift, refused, adjusted, rewrite, unreadable }: ComparedList,
  { maxRemovedPercent, maxAddedPercent }: Pick<ListSettings, "maxRemovedPercent" | "maxAddedPercent">,
): readonly Finding[] {
  const { committed, live } = prefixes;
  if (!rewrite) return guardAnswer({ live, refused, unreadable });
  const kept = keep.flatMap((block) => block.prefixes);
  return guard({
    committed,
    live,
    keep: kept,
    drift,
    refused,
    adjusted,
    unreadable,
    maxRemovedPercent,
    maxAddedPercent,
  });
}

function scopeOf(findings: readonly Finding[]): Verdict["heldBack"] {
  if (findings.length === 0) return null;
  return findings.some(({ scope }) => scope === "list") ? "list" : "removals";
}
