import { formatAllowlist, parseAllowlist, parseEntry, sortPrefixes } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import {
  type AdjustedEntry,
  compareList,
  gradeOf,
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
  readonly app?: string;
  readonly list: ListName;
  /** the committed file's prefixes, or its whole text; `null` where there is no file yet */
  readonly committed: readonly string[] | string | null;
  /** the entries of the answer */
  readonly live: readonly string[];
  readonly flickered?: readonly string[];
  readonly allowSuspicious?: boolean;
  /** removals that wait; the answer doesn't hold these prefixes */
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
  const { app = null, list, committed, flickered = [], waiting = [], durationMs = 212 } = fixture;
  const text =
    typeof committed === "string"
      ? committed
      : formatAllowlist({ header: [list], prefixes: committed ?? [], keep: [] });
  const folder = app === null ? "chat-ips" : `chat-ips/${app}`;
  const key = { app, list, path: folder };
  const file = {
    path: fixture.path ?? `${folder}/${list}.txt`,
    exists: committed !== null,
    allowlist: parseAllowlist(text),
  };
  const live = { ...readAnswer(fixture.live), ok: true, key, durationMs, flickered } as const;
  const compared = compareList(live, file, { aggregate: false });
  const { findings, heldBack } = guardList(compared, {
    maxRemovedPercent: 30,
    maxAddedPercent: 300,
    allowedAnswers: fixture.allowSuspicious ? [compared.answerDigest] : [],
  });
  if (heldBack && findings.some(({ scope }) => scope === "list")) {
    return {
      ...compared,
      findings,
      proposed: compared.committed,
      heldRemovals: [],
      waiting,
      status: "held-back",
    };
  }
  const heldRemovals = heldBack ? compared.drift.closed : [];
  const stays = [...waiting.map(({ prefix }) => prefix), ...heldRemovals];
  // What waits or is held back stays in the file, so it is not in the drift.
  const { drift, rewrite } =
    stays.length === 0
      ? compared
      : compareList({ ...live, prefixes: sortPrefixes([...live.prefixes, ...stays]) }, file, {
          aggregate: false,
        });
  const status = rewrite ? "drift" : "current";
  const proposed = compared.live + stays.length;
  return { ...compared, proposed, drift, rewrite, findings, heldRemovals, waiting, status };
}

export function failedList(
  list: ListName,
  failure: ListFailure,
  options: { readonly durationMs?: number; readonly app?: string } = {},
): ListOutcome {
  const { durationMs = 3046, app = null } = options;
  return { status: "failed", app, list, path: "chat-ips", durationMs, failure };
}

const context: RunContext = {
  repository: "acme/firewall",
  serverUrl: "https://github.com",
  runUrl: "https://github.com/acme/firewall/actions/runs/9876543210",
  runNumber: 482,
  source: { region: "singapore" },
  sdkAppId: 1400000000,
  path: "chat-ips",
  base: "main",
  branch: "chat-ip/update",
  mode: "pull-request",
  startedAt: new Date("2026-11-26T06:17:41Z"),
  tokenKind: "app",
  program: "chat-ip-action",
  version: "1.0.0",
  autoMerge: "none",
  language: "en",
};

const host = "adminapisgp.im.qcloud.com";

/** The API answered with a code. */
export const apiFailure = (
  code: number,
  { what, remedy }: { readonly what: string; readonly remedy: string },
  change: { readonly errorInfo?: string; readonly attempts?: number } = {},
): ListFailure => ({
  kind: "api",
  code,
  what,
  remedy,
  errorInfo: "",
  host,
  attempts: 1,
  secondLook: false,
  ...change,
});

/** No answer of the API came. */
export const noAnswer = (what = "No answer.", remedy = "Try again."): ListFailure => ({
  kind: "network",
  code: null,
  reason: "timeout",
  status: null,
  what,
  remedy,
  host,
  attempts: 4,
  secondLook: false,
});

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
    startsNoWorkflow: false,
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
    graded: gradeOf(lists, false),
    listsMayMerge: false,
    pullRequest: pullRequest(),
    error: null,
    warnings: [],
    durationMs: 2381,
    ...change,
    lists,
    context: { ...context, ...change.context },
  };
}
