import { aggregate, compare, countAddresses, guard, guardAnswer, sortPrefixes } from "@chat-ip/allowlist";
import type { CommittedList } from "./committed.ts";
import type { Inputs } from "./inputs.ts";
import type { LiveList } from "./live-lists.ts";
import type { ListOutcome, LoadedList } from "./outcome.ts";
import { type ListState, renderListFile } from "./proposal.ts";

type LoadedLive = Extract<LiveList, { ok: true }>;
type WeighOptions = Pick<Inputs, "aggregate" | "allowSuspicious" | "maxRemovedPercent">;

/** The live prefixes in the form in which they are written. */
const shape = (live: LoadedLive, options: WeighOptions): string[] =>
  options.aggregate ? aggregate(live.prefixes) : sortPrefixes(live.prefixes);

/** A list's file without drift, as the Action writes it where nothing of a person's is in it; `null` if unknown. */
export const settledText = (live: LiveList, options: WeighOptions): string | null =>
  live.ok ? renderListFile(live.list, shape(live, options), []) : null;

/** A list, weighed: what is to be said of it, and, where its files may follow it, what they are to say. */
export type Weighed =
  | { readonly kind: "failed"; readonly outcome: Extract<ListOutcome, { status: "failed" }> }
  | { readonly kind: "held-back"; readonly outcome: Extract<ListOutcome, { status: "held-back" }> }
  | { readonly kind: "loaded"; readonly loaded: LoadedList; readonly state: ListState };

/**
 * Weighs what the API says of a list against what is committed. Pure.
 *
 * What a person has accepted before is not held against a list again: where no address would change, only an answer
 * that says too little (empty, or in part no addresses) is a reason to hold it back.
 */
export function weighList(live: LiveList, committed: CommittedList, options: WeighOptions): Weighed {
  const { list, durationMs } = live;
  if (!live.ok) {
    return { kind: "failed", outcome: { status: "failed", list, durationMs, failure: live.failure } };
  }
  const { allowlist, exists, path } = committed;
  const prefixes = shape(live, options);
  const keep = allowlist.keep.flatMap((block) => block.prefixes);
  const drift = compare({ committed: allowlist.prefixes, live: prefixes, keep });
  const rewrite = drift.differs || allowlist.invalid.length > 0;
  const { refused } = live;
  const { unreadable } = allowlist;
  const { maxRemovedPercent } = options;
  const findings = rewrite
    ? guard({
        committed: allowlist.prefixes,
        live: prefixes,
        keep,
        drift,
        refused,
        unreadable,
        maxRemovedPercent,
      })
    : guardAnswer({ live: prefixes, refused, unreadable });
  const committedAddresses = countAddresses(allowlist.prefixes);
  // Counting takes a while, and nearly always there is nothing new to count.
  const same = !drift.differs && keep.length === 0;
  const loaded = {
    list,
    durationMs,
    committed: allowlist.prefixes.length,
    live: prefixes.length,
    committedAddresses,
    liveAddresses: same ? committedAddresses : countAddresses(prefixes),
    drift,
    invalid: allowlist.invalid,
    keep: allowlist.keep,
    adjusted: live.adjusted,
    flickered: live.flickered,
    findings,
    file: { path, exists },
  };
  // A file that can't be read is never written over: a person's lines in it would be lost.
  if (findings.length > 0 && (unreadable || !options.allowSuspicious.includes(list))) {
    return { kind: "held-back", outcome: { ...loaded, status: "held-back" } };
  }
  const state = { list, rewrite, prefixes: rewrite ? prefixes : allowlist.prefixes, keep: allowlist.keep };
  return { kind: "loaded", loaded, state };
}

/** Would the list lose addresses? Then it is asked for once more. */
export function losesAddresses(weighed: Weighed): boolean {
  if (weighed.kind === "failed") return false;
  const { lost } = (weighed.kind === "loaded" ? weighed.loaded : weighed.outcome).drift;
  return lost.ipv4 > 0n || lost.ipv6 > 0n;
}
