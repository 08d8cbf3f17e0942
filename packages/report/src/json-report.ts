import type { AddressCount, ChangeKind } from "@chat-ip/allowlist";
import type { ListName } from "@chat-ip/core";
import type { Grade, ListOutcome, Program, PullRequestOutcome, Reason, RunOutcome } from "@chat-ip/sync";
import { collectChanges, distinctPrefixes } from "./changes/collect-changes.ts";
import { groupChanges } from "./changes/group-changes.ts";
import { reasonText } from "./parts/grade-line.ts";
import { pullRequestReason } from "./parts/pull-request-reason.ts";
import { countApps, listLabel } from "./text/list-names.ts";
import { plainText } from "./text/message.ts";
import type { Words } from "./words/words.ts";
import { wordsOf } from "./words/words-of.ts";

/** Grows when a field changes its meaning or goes; new fields don't change it. */
export const reportVersion = 1;

/** Numbers of addresses are decimal texts: IPv6's don't fit a JSON number. */
interface Addresses {
  readonly ipv4: string;
  readonly ipv6: string;
}

interface ReportedPrefix {
  readonly prefix: string;
  readonly relation: string;
  readonly counterparts: readonly string[];
  readonly addresses: string;
}

interface LoadedReport {
  readonly app: string | null;
  readonly list: ListName;
  readonly status: "current" | "drift" | "held-back";
  readonly durationMs: number;
  readonly file: { readonly path: string; readonly exists: boolean };
  readonly prefixes: { readonly committed: number; readonly live: number };
  readonly addresses: {
    readonly committed: Addresses;
    readonly live: Addresses;
    readonly gained: Addresses;
    readonly lost: Addresses;
  };
  readonly differs: boolean;
  readonly cosmetic: boolean;
  readonly added: readonly ReportedPrefix[];
  readonly removed: readonly ReportedPrefix[];
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
  readonly invalidLines: readonly { readonly line: number; readonly text: string; readonly reason: string }[];
  readonly adjustedEntries: readonly {
    readonly entry: string;
    readonly prefix: string;
    readonly changed: string;
  }[];
  readonly flickered: readonly string[];
  readonly keep: readonly { readonly reason: string | null; readonly prefixes: readonly string[] }[];
  readonly waiting: readonly {
    readonly prefix: string;
    readonly missedSince: string;
    readonly dueAt: string;
  }[];
  readonly heldRemovals: readonly string[];
}

interface ReportedPullRequest extends Omit<PullRequestOutcome, "startsNoWorkflow"> {
  /** why, as an English sentence */
  readonly reason: string;
}

interface FailedReport {
  readonly app: string | null;
  readonly list: ListName;
  readonly status: "failed";
  readonly durationMs: number;
  readonly failure: {
    readonly kind: string;
    readonly message: string;
    readonly code: number | null;
    readonly remedy: string;
  };
}

/** The JSON report, version 1; `report.schema.json` describes it. Texts from outside are in it as they came. */
export interface JsonReport {
  readonly version: typeof reportVersion;
  readonly action: { readonly name: Program; readonly version: string };
  readonly run: {
    readonly repository: string;
    readonly url: string | null;
    readonly startedAt: string;
    readonly durationMs: number;
    readonly mode: "pull-request" | "check";
    readonly source: { readonly region: string } | { readonly endpoint: string };
    readonly path: string;
    readonly base: string;
    readonly branch: string;
    readonly tokenKind: string;
  };
  /** of what is proposed; `grade` is `null` where nothing is */
  readonly risk: {
    readonly grade: Grade | null;
    /** in English */
    readonly reasons: readonly { readonly rule: Reason["rule"]; readonly text: string }[];
  };
  /** different prefixes over all lists */
  readonly prefixes: { readonly added: number; readonly removed: number };
  readonly lists: readonly (LoadedReport | FailedReport)[];
  /** lists that the pull request changes as an earlier run proposed it */
  readonly carried: readonly string[];
  readonly changes: readonly {
    readonly kind: ChangeKind;
    readonly family: "ipv4" | "ipv6";
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly gained: string;
    readonly lost: string;
    /** `webhook-china`, or `app/webhook-china` where the run has several apps */
    readonly lists: readonly string[];
  }[];
  readonly pullRequest: ReportedPullRequest | null;
  readonly error: {
    readonly message: string;
    readonly pullRequest: { readonly number: number; readonly url: string } | null;
  } | null;
  readonly warnings: readonly string[];
}

/** The report doesn't depend on the language. */
const english = (): Words => wordsOf("en");

function addresses(count: AddressCount): Addresses {
  return { ipv4: count.ipv4.toString(), ipv6: count.ipv6.toString() };
}

function reportList(outcome: ListOutcome): LoadedReport | FailedReport {
  const { app, list, durationMs } = outcome;
  if (outcome.status === "failed") {
    const { kind, code } = outcome.failure;
    const { what, remedy } = english().failure(outcome.failure);
    const failure = { kind: kind === "not-confirmed" ? "response" : kind, message: what, code, remedy };
    return { app, list, status: "failed", durationMs, failure };
  }
  const { drift } = outcome;
  const told = (change: (typeof drift.added)[number]): ReportedPrefix => ({
    ...change,
    addresses: change.addresses.toString(),
  });
  return {
    app,
    list,
    status: outcome.status,
    durationMs,
    file: { path: outcome.file.path, exists: outcome.file.exists },
    prefixes: { committed: outcome.committed, live: outcome.live },
    addresses: {
      committed: addresses(outcome.committedAddresses),
      live: addresses(outcome.liveAddresses),
      gained: addresses(drift.gained),
      lost: addresses(drift.lost),
    },
    differs: drift.differs,
    cosmetic: drift.cosmetic,
    // Made when they are written: in a first version of long lists, they are most of the report.
    get added() {
      return drift.added.map(told);
    },
    get removed() {
      return drift.removed.map(told);
    },
    findings: outcome.findings.map(({ rule, message }) => ({ rule, message })),
    invalidLines: outcome.invalid.map(({ line, text, reason }) => ({ line, text, reason })),
    adjustedEntries: outcome.adjusted.map(({ entry, prefix, changed }) => ({ entry, prefix, changed })),
    flickered: outcome.flickered,
    keep: outcome.keep.map(({ reason, prefixes }) => ({ reason, prefixes })),
    waiting: outcome.waiting.map(({ prefix, missedSince, dueAt }) => ({
      prefix,
      missedSince: missedSince.toISOString(),
      dueAt: dueAt.toISOString(),
    })),
    heldRemovals: outcome.heldRemovals,
  };
}

function reportPullRequest({ startsNoWorkflow, ...pull }: PullRequestOutcome): ReportedPullRequest {
  return { ...pull, reason: pullRequestReason({ ...pull, startsNoWorkflow }, english()) };
}

function reportRisk({ lists, graded }: RunOutcome): JsonReport["risk"] {
  const { grade, reasons } = graded;
  const apps = countApps(lists);
  return {
    grade,
    reasons: reasons.map((reason) => ({ rule: reason.rule, text: reasonText(reason, apps, english()) })),
  };
}

const reportChanges = ({ lists }: RunOutcome): JsonReport["changes"] =>
  groupChanges(collectChanges(lists)).flatMap((group) =>
    group.changes.map((change) => ({
      ...change,
      lists: change.lists.map(listLabel),
      gained: change.gained.toString(),
      lost: change.lost.toString(),
    })),
  );

/** Everything that the texts say, and all of it, for programs. Ready for `JSON.stringify`. */
export function renderJsonReport(outcome: RunOutcome): JsonReport {
  const { context } = outcome;
  const { source } = context;
  return {
    version: reportVersion,
    action: { name: context.program, version: context.version },
    run: {
      repository: context.repository,
      url: context.runUrl,
      startedAt: context.startedAt.toISOString(),
      durationMs: outcome.durationMs,
      mode: context.mode,
      source: "region" in source ? { region: source.region } : { endpoint: source.endpoint },
      path: context.path,
      base: context.base,
      branch: context.branch,
      tokenKind: context.tokenKind,
    },
    risk: reportRisk(outcome),
    prefixes: distinctPrefixes(outcome.lists),
    lists: outcome.lists.map(reportList),
    carried: outcome.carried.map(listLabel),
    get changes() {
      return reportChanges(outcome);
    },
    pullRequest: outcome.pullRequest && reportPullRequest(outcome.pullRequest),
    error: outcome.error && {
      message: plainText(outcome.error.message, english()),
      pullRequest: outcome.error.pullRequest,
    },
    warnings: outcome.warnings.map((message) => plainText(message, english())),
  };
}
