import { guard, guardAnswer, type Prefix, sortPrefixes } from "@chat-ip/allowlist";
import type { LoadedList } from "./load-list.ts";
import type { ListOrigin, SourceSettings } from "./read-source-options.ts";

export interface GuardListInput extends LoadedList {
  /** The prefixes in use until now. */
  readonly committed: readonly Prefix[];
  readonly origin: ListOrigin;
  readonly settings: Pick<SourceSettings, "accept" | "maxAddedPercent" | "maxRemovedPercent">;
}

export interface GuardedList {
  /** What to use from now on; `null` to go on with the last good list. */
  readonly prefixes: readonly Prefix[] | null;
  /** What was found, for a person; `null` if nothing was. */
  readonly problem: string | null;
}

/**
 * Decides what of a loaded list is used. What is wrong with the list as a whole holds it back; what would be removed all at once
 * stays, beside everything new. A file was approved by a person: its removals count, and a bad line in it leaves out that line.
 */
export function guardList({
  live,
  keep,
  refused,
  adjusted,
  unreadable,
  committed,
  origin,
  settings,
}: GuardListInput): GuardedList {
  const { accept, maxRemovedPercent, maxAddedPercent } = settings;
  const isFile = origin.kind !== "client";
  const input = { live, refused, adjusted, unreadable };
  const limits = {
    ...(maxRemovedPercent === undefined ? {} : { maxRemovedPercent }),
    ...(maxAddedPercent === undefined ? {} : { maxAddedPercent }),
  };
  const found =
    live.length === 0 && keep.length > 0
      ? guardAnswer(input).filter(({ rule }) => rule !== "empty") // a person's entries alone are a list too
      : guard({ ...input, committed: isFile ? [] : committed, ...limits });
  const findings = found.filter(({ rule }) => !accept.includes(rule));
  const words = findings.map(({ message }) => message).join(" ");
  if (findings.some(({ rule, scope }) => scope === "list" && !(isFile && rule === "refused-entries"))) {
    return { prefixes: null, problem: `held back, the last good list stays in use. ${words}` };
  }
  // Removing too much is no reason to shut out what is new.
  const kept = findings.some(({ scope }) => scope === "removals") ? committed : [];
  const prefixes = sortPrefixes([...live, ...keep, ...kept]);
  if (prefixes.length === 0) return { prefixes: null, problem: "held back: it holds no addresses." };
  if (findings.length === 0) return { prefixes, problem: null };
  const what = kept.length > 0 ? "removals held back, new prefixes are used." : "bad lines left out.";
  return { prefixes, problem: `${what} ${words}` };
}
