import {
  aggregate,
  compare,
  countAddresses,
  type Drift,
  FormatLimitError,
  guard,
  sortPrefixes,
} from "@chat-ip/allowlist";
import { listNames } from "@chat-ip/core";
import type { CommittedList } from "./committed.ts";
import type { Inputs } from "./inputs.ts";
import type { LiveList } from "./live-lists.ts";
import { type FileMap, fileNamesOfList } from "./managed-files.ts";
import type { ListFailure, ListOutcome } from "./outcome.ts";
import { type ListProposal, type Proposal, proposeList, renderListFile } from "./proposal.ts";

type LoadedLive = Extract<LiveList, { ok: true }>;
type AssessOptions = Pick<Inputs, "aggregate" | "allowSuspicious" | "maxRemovedPercent" | "formats">;

/** The live prefixes in the form in which they are written. */
const shape = (live: LoadedLive, options: AssessOptions): string[] =>
  options.aggregate ? aggregate(live.prefixes) : sortPrefixes(live.prefixes);

/** A list's file without drift, as the Action writes it where nothing of a person's is in it; `null` if unknown. */
export const settledText = (live: LiveList, options: AssessOptions): string | null =>
  live.ok ? renderListFile(live.list, shape(live, options), []) : null;

const keptPrefixes = ({ allowlist }: CommittedList): string[] =>
  allowlist.keep.flatMap((block) => block.prefixes);

export const driftOf = (live: LoadedLive, committed: CommittedList, options: AssessOptions): Drift =>
  compare({
    committed: committed.allowlist.prefixes,
    live: shape(live, options),
    keep: keptPrefixes(committed),
  });

/** Would the list lose addresses? Then it is asked for once more. */
export function losesAddresses(live: LoadedLive, committed: CommittedList, options: AssessOptions): boolean {
  const { lost } = driftOf(live, committed, options);
  return lost.ipv4 > 0n || lost.ipv6 > 0n;
}

/** One list, weighed: what the report says of it, and which files it wants changed. */
export interface Assessment {
  readonly outcome: ListOutcome;
  /** `null` where its files must stay as they are */
  readonly proposal: ListProposal | null;
}

/**
 * Weighs what the API says of a list against what is committed. Pure.
 *
 * What a person has accepted before is not held against a list again: where no address would change, only an answer
 * that says too little (empty, or in part no addresses) is a reason to hold it back.
 */
export function assessList(
  live: LiveList,
  committed: CommittedList,
  base: FileMap,
  options: AssessOptions,
): Assessment {
  const { list, durationMs } = live;
  if (!live.ok) {
    return { outcome: { status: "failed", list, durationMs, failure: live.failure }, proposal: null };
  }
  const { allowlist, exists, path } = committed;
  const prefixes = shape(live, options);
  const keep = keptPrefixes(committed);
  const drift = driftOf(live, committed, options);
  const rewrite = drift.differs || allowlist.invalid.length > 0;
  const findings = guard({
    committed: allowlist.prefixes,
    live: prefixes,
    keep,
    refused: live.refused,
    maxRemovedPercent: options.maxRemovedPercent,
  }).filter(({ rule }) => rewrite || rule === "empty" || rule === "refused-entries");
  const loaded = {
    list,
    durationMs,
    committed: allowlist.prefixes.length,
    live: prefixes.length,
    committedAddresses: countAddresses(allowlist.prefixes),
    liveAddresses: countAddresses(prefixes),
    drift,
    invalid: allowlist.invalid,
    keep: allowlist.keep,
    adjusted: live.adjusted,
    flickered: live.flickered,
    findings,
    file: { path, exists },
  };
  if (findings.length > 0 && !options.allowSuspicious.includes(list)) {
    return { outcome: { ...loaded, status: "held-back" }, proposal: null };
  }
  const state = { list, rewrite, prefixes: rewrite ? prefixes : allowlist.prefixes, keep: allowlist.keep };
  const proposal = proposeOrFail(state, base, options.formats);
  if ("failure" in proposal) {
    return { outcome: { status: "failed", list, durationMs, failure: proposal.failure }, proposal: null };
  }
  return { outcome: { ...loaded, status: proposal.changes.size > 0 ? "drift" : "current" }, proposal };
}

/** A list that is too much for a format fails as a whole, so that its files stay in step; the other lists go on. */
function proposeOrFail(
  ...proposing: Parameters<typeof proposeList>
): ListProposal | { failure: ListFailure } {
  try {
    return proposeList(...proposing);
  } catch (error) {
    if (!(error instanceof FormatLimitError)) throw error;
    const remedy = "Leave the format out of `formats`, or turn `aggregate` on.";
    return { failure: { kind: "other", message: error.message, code: null, remedy } };
  }
}

/** Puts the lists' proposals together; the files of what has none are frozen. */
export function combine(assessments: readonly Assessment[]): Proposal {
  const changes = new Map<string, string | null>();
  const frozen = new Set(listNames.flatMap(fileNamesOfList));
  for (const { proposal } of assessments) {
    if (!proposal) continue;
    for (const name of fileNamesOfList(proposal.list)) frozen.delete(name);
    for (const [name, content] of proposal.changes) changes.set(name, content);
  }
  return { changes, frozen, incomplete: assessments.some(({ proposal }) => proposal === null) };
}
