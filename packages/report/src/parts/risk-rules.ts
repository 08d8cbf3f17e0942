import type { Finding, Prefix } from "@chat-ip/allowlist";
import type { ListOutcome } from "@chat-ip/sync";
import { type Change, openedAndClosed } from "../changes/changes.ts";
import { amount, counted, percent, percentText, sentenceList } from "../text/quantities.ts";
import { routineLimits } from "./routine-limits.ts";

// Each rule by which a change is graded, as a function that gives one sentence where it applies and none where it
// doesn't. What they say is ours: names between backticks, numbers, prefixes in normal form.

export type Loaded = Exclude<ListOutcome, { status: "failed" }>;
type FamilyName = "ipv4" | "ipv6";

const families: readonly (readonly [FamilyName, string])[] = [
  ["ipv4", "IPv4"],
  ["ipv6", "IPv6"],
];

const rules: Readonly<Record<Finding["rule"], string>> = {
  empty: "no addresses in the answer",
  unreadable: "a file that can't be read",
  "refused-entries": "entries that are not valid addresses",
  "host-bits": "an entry with a doubtful prefix length",
  "too-broad": "a prefix that is too broad",
  "added-percent": "sudden growth",
  "not-global": "addresses without global reach",
  "family-gone": "an address family gone",
  "removed-percent": "too many addresses gone",
};

function named(outcomes: readonly Loaded[]): string {
  return sentenceList(outcomes.map(({ list }) => `\`${list}\``));
}

/** Each list with what the guardrails found; their messages, which quote the answer, are told elsewhere. */
function withFindings(outcomes: readonly Loaded[]): string {
  const told = outcomes.map(({ list, findings }) => {
    const found = new Set(findings.map(({ rule }) => rules[rule]));
    return `\`${list}\` (${[...found].join(", ")})`;
  });
  return sentenceList(told);
}

export function guarded(loaded: readonly Loaded[], status: "held-back" | "drift", words: string): string[] {
  const found = loaded.filter((outcome) => outcome.status === status && outcome.findings.length > 0);
  return found.length === 0 ? [] : [`${words}: ${withFindings(found)}.`];
}

/** One sentence for all lists and families that pass a limit; a first version has nothing to compare with. */
function shares(
  drifted: readonly Loaded[],
  words: string,
  measure: (outcome: Loaded, family: FamilyName) => string | null,
): string[] {
  const passed = drifted
    .filter((outcome) => outcome.file.exists)
    .flatMap((outcome) =>
      families.flatMap(([family, name]) => {
        const measured = measure(outcome, family);
        return measured === null ? [] : [`\`${outcome.list}\` ${name}${measured}`];
      }),
    );
  return passed.length === 0 ? [] : [`${words}: ${passed.join(", ")}.`];
}

export function removedShares(drifted: readonly Loaded[]): string[] {
  const limit = routineLimits.removedPercent;
  return shares(drifted, `More than ${limit} % of the committed addresses go`, (outcome, family) => {
    const share = percent(outcome.drift.lost[family], outcome.committedAddresses[family]) ?? 0;
    return share > limit ? ` −${percentText(share)}` : null;
  });
}

export function grownShares(drifted: readonly Loaded[]): string[] {
  const limit = routineLimits.grownPercent;
  return shares(drifted, `More than ${limit} % come on top of the committed addresses`, (outcome, family) => {
    const share = percent(outcome.drift.gained[family], outcome.committedAddresses[family]) ?? 0;
    return share > limit ? ` +${percentText(share)}` : null;
  });
}

export function newFamilies(drifted: readonly Loaded[]): string[] {
  return shares(
    drifted,
    "An address family comes for the first time",
    ({ drift, committedAddresses }, family) => {
      const other = family === "ipv4" ? "ipv6" : "ipv4";
      const first = committedAddresses[family] === 0n && drift.gained[family] > 0n;
      return first && committedAddresses[other] > 0n ? "" : null;
    },
  );
}

export function firstVersions(drifted: readonly Loaded[]): string[] {
  const first = drifted.filter((outcome) => !outcome.file.exists);
  return first.length === 0 ? [] : [`First version, with nothing to compare it with: ${named(first)}.`];
}

function lengthOf(prefix: Prefix): number {
  const [, length] = prefix.split("/");
  return length === undefined ? (prefix.includes(":") ? 128 : 32) : Number(length);
}

/** The broadest prefix of each family through which addresses open. */
export function broadest(changes: readonly Change[]): Map<FamilyName, Prefix> {
  const found = new Map<FamilyName, Prefix>();
  for (const change of changes.filter(({ gained }) => gained > 0n)) {
    for (const prefix of change.after) {
      const known = found.get(change.family);
      if (known === undefined || lengthOf(prefix) < lengthOf(known)) found.set(change.family, prefix);
    }
  }
  return found;
}

export function openings(changes: readonly Change[]): string[] {
  const { opened } = openedAndClosed(changes);
  const reasons: string[] = [];
  if (opened.ipv4 > routineLimits.openedIpv4 || opened.ipv6 > routineLimits.openedIpv6) {
    reasons.push(`Opens ${amount(opened)}.`);
  }
  const widest = broadest(changes);
  const tooBroad = [...widest].filter(
    ([family, prefix]) => lengthOf(prefix) < routineLimits.broadest[family],
  );
  if (tooBroad.length > 0) {
    reasons.push(
      `Opens addresses through a broad prefix: ${sentenceList(tooBroad.map(([, prefix]) => `\`${prefix}\``))}.`,
    );
  }
  return reasons;
}

export function together(drifted: readonly Loaded[]): string[] {
  const moved = drifted.filter(({ list, file, drift }) => list !== "all" && file.exists && drift.differs);
  if (moved.length <= routineLimits.listsTogether) return [];
  return [`${moved.length} lists change together: ${named(moved)}.`];
}

export function unreadable(drifted: readonly Loaded[]): string[] {
  const found = drifted.filter(({ invalid }) => invalid.length > 0);
  const lines = found.reduce((sum, { invalid }) => sum + invalid.length, 0);
  if (lines === 0) return [];
  return [
    `${counted(lines, "line is no address and is", "lines are no addresses and are")} replaced: ${named(found)}.`,
  ];
}
