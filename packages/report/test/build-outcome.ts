import { formatAllowlist, parseAllowlist, parseEntry, sortPrefixes } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import {
  type AdjustedEntry,
  compareList,
  guardList,
  type ListFailure,
  type ListOutcome,
  type PullRequestOutcome,
  type RunContext,
  type RunOutcome,
  type WaitingRemoval,
} from "@chat-ip/sync";

/** What one list's file says and what the API answers, before anything is compared. */
export interface ListFixture {
  readonly list: ListName;
  /** the committed file's prefixes, or its whole text; `null` where there is no file yet */
  readonly committed: readonly string[] | string | null;
  /** the entries of the answer */
  readonly live: readonly string[];
  readonly flickered?: readonly string[];
  readonly allowSuspicious?: boolean;
  readonly heldRemovals?: readonly string[];
  readonly waiting?: readonly WaitingRemoval[];
  readonly path?: string;
  readonly durationMs?: number;
}

function readAnswer(entries: readonly string[]): {
  prefixes: string[];
  refused: { entry: string; reason: string }[];
  adjusted: AdjustedEntry[];
} {
  const prefixes: string[] = [];
  const refused: { entry: string; reason: string }[] = [];
  const adjusted: AdjustedEntry[] = [];
  for (const entry of entries) {
    const parsed = parseEntry(entry);
    if (!parsed.ok) {
      refused.push({ entry, reason: parsed.reason });
      continue;
    }
    prefixes.push(parsed.prefix);
    if (parsed.changed !== null) adjusted.push({ entry, prefix: parsed.prefix, changed: parsed.changed });
  }
  return { prefixes: sortPrefixes(prefixes), refused, adjusted };
}

/** Puts a list through the real comparison and the real guardrails. */
export function listOutcome(fixture: ListFixture): ListOutcome {
  const { list, committed, flickered = [], durationMs = 212 } = fixture;
  const text =
    typeof committed === "string"
      ? committed
      : formatAllowlist({ header: [list], prefixes: committed ?? [], keep: [] });
  const key = { app: null, list, path: "chat-ips" };
  const file = {
    path: fixture.path ?? `chat-ips/${list}.txt`,
    exists: committed !== null,
    allowlist: parseAllowlist(text),
  };
  const live = { ...readAnswer(fixture.live), ok: true, key, durationMs, flickered } as const;
  const compared = compareList(live, file, { aggregate: false });
  const { heldRemovals = [], waiting = [] } = fixture;
  const { findings, heldBack } = guardList(compared, {
    maxRemovedPercent: 30,
    maxAddedPercent: 300,
    allowedAnswers: fixture.allowSuspicious ? [compared.answerDigest] : [],
  });
  const loaded = { ...compared, findings, proposed: compared.live, waiting, heldRemovals };
  if (heldBack) return { ...loaded, status: "held-back" };
  return { ...loaded, status: compared.rewrite ? "drift" : "current" };
}

export function failedList(list: ListName, failure: ListFailure, durationMs = 3046): ListOutcome {
  return { status: "failed", app: null, list, path: "chat-ips", durationMs, failure };
}

const context: RunContext = {
  repository: "acme/firewall",
  serverUrl: "https://github.com",
  runUrl: "https://github.com/acme/firewall/actions/runs/9876543210",
  source: { region: "singapore" },
  sdkAppId: 1400000000,
  path: "chat-ips",
  base: "main",
  branch: "chat-ip/update",
  mode: "pull-request",
  startedAt: new Date("2026-11-22T20:37:41Z"),
  tokenKind: "app",
  version: "1.2.3",
  autoMerge: "none",
  language: "en",
};

/** A pull request just opened, unless told otherwise. */
export function pullRequest(change: Partial<PullRequestOutcome> = {}): PullRequestOutcome {
  return {
    operation: "created",
    number: 12,
    url: "https://github.com/acme/firewall/pull/12",
    branch: "chat-ip/update",
    headSha: "5f0c1f2b8f8d4f3c9e1a7b6d5c4e3f2a1b0c9d8e",
    verified: true,
    verificationReason: null,
    previous: null,
    why: "proposed",
    reason: "The lists differ from the committed files.",
    onlyOurs: null,
    others: null,
    mergeWaitsFor: null,
    openHours: null,
    ...change,
  };
}

export function runOutcome(
  lists: readonly ListOutcome[],
  change: Partial<Omit<RunOutcome, "context" | "lists">> & { readonly context?: Partial<RunContext> } = {},
): RunOutcome {
  return {
    carried: [],
    overWeeklyCeiling: false,
    pullRequest: pullRequest(),
    error: null,
    warnings: [],
    durationMs: 2381,
    ...change,
    lists,
    context: { ...context, ...change.context },
  };
}
