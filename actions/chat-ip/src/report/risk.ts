import type { Prefix } from "@chat-ip/allowlist";
import type { ListOutcome, RunOutcome } from "../outcome.ts";
import { type Change, collectChanges, openedAndClosed } from "./changes.ts";
import { amount, counted, isNone, percent, percentText, sentenceList } from "./quantities.ts";

/** How much attention a change wants. */
export type Grade = "routine" | "look-closely" | "held-back";

export interface Risk {
  readonly grade: Grade;
  /** Why, as plain-text sentences, the weightiest first; for `routine`, the facts that make it so. Never empty. */
  readonly reasons: readonly string[];
}

export interface RoutineLimits {
  /** IPv4 addresses opened, all lists together */
  readonly openedIpv4: bigint;
  /** IPv6 addresses opened, all lists together */
  readonly openedIpv6: bigint;
  /** prefix length of the broadest prefix that opens addresses */
  readonly broadestIpv4: number;
  readonly broadestIpv6: number;
  /** share of a list's committed addresses of one family that goes, in percent */
  readonly removedPercent: number;
  /** growth of a list's addresses of one family, in percent */
  readonly grownPercent: number;
  /** lists, `all` left out, whose addresses change in one run */
  readonly listsTogether: number;
}

/** What is still routine. Past any of these a change is graded `look-closely`. */
export const routineLimits: RoutineLimits = {
  openedIpv4: 2n ** 14n, // a /18
  openedIpv6: 2n ** 96n, // a /32, what a provider is commonly given
  broadestIpv4: 20,
  broadestIpv6: 32,
  removedPercent: 10,
  grownPercent: 50,
  listsTogether: 3,
};

type Loaded = Exclude<ListOutcome, { status: "failed" }>;

const families: readonly (readonly ["ipv4" | "ipv6", string])[] = [
  ["ipv4", "IPv4"],
  ["ipv6", "IPv6"],
];

function heldBack(outcome: Loaded): string[] {
  return outcome.findings.map((finding) => `${outcome.list} is held back: ${sentence(finding.message)}`);
}

function letThrough(outcome: Loaded): string[] {
  return outcome.findings.map(
    (finding) => `${outcome.list} is let through by allow-suspicious: ${sentence(finding.message)}`,
  );
}

/** A message with exactly one stop at its end. */
function sentence(message: string): string {
  return `${message.replace(/[.\s]+$/, "")}.`;
}

function firstVersions(drifted: readonly Loaded[]): string[] {
  const first = drifted.filter((outcome) => !outcome.file.exists);
  if (first.length === 0) return [];
  const many = first.length > 1;
  const names = sentenceList(first.map((outcome) => outcome.list));
  return [
    `${names} ${many ? "have no files" : "has no file"} yet, so there is nothing to compare ${many ? "them" : "it"} with.`,
  ];
}

/** Shares of a list, and families that are new to it; a first version has nothing to compare with. */
function sharesOf(outcome: Loaded): string[] {
  if (!outcome.file.exists) return [];
  const reasons: string[] = [];
  for (const [family, name] of families) {
    const [before, gained] = [outcome.committedAddresses[family], outcome.drift.gained[family]];
    const removed = percent(outcome.drift.lost[family], before) ?? 0;
    const grown = percent(gained, before) ?? 0;
    if (removed > routineLimits.removedPercent) {
      reasons.push(`${outcome.list} loses ${percentText(removed)} of its ${name} addresses.`);
    }
    if (grown > routineLimits.grownPercent) {
      reasons.push(`${outcome.list} gains ${percentText(grown)} on top of its ${name} addresses.`);
    }
    const hadOther = outcome.committedAddresses[family === "ipv4" ? "ipv6" : "ipv4"] > 0n;
    if (before === 0n && gained > 0n && hadOther) {
      reasons.push(`${outcome.list} has ${name} addresses for the first time.`);
    }
  }
  return reasons;
}

function lengthOf(prefix: Prefix): number {
  const [, length] = prefix.split("/");
  return length === undefined ? (prefix.includes(":") ? 128 : 32) : Number(length);
}

/** The broadest prefix of each family through which addresses open. */
function broadest(changes: readonly Change[]): Map<"ipv4" | "ipv6", Prefix> {
  const found = new Map<"ipv4" | "ipv6", Prefix>();
  for (const change of changes.filter(({ gained }) => gained > 0n)) {
    for (const prefix of change.after) {
      const known = found.get(change.family);
      if (known === undefined || lengthOf(prefix) < lengthOf(known)) found.set(change.family, prefix);
    }
  }
  return found;
}

function openings(changes: readonly Change[]): string[] {
  const { opened } = openedAndClosed(changes);
  const reasons: string[] = [];
  if (opened.ipv4 > routineLimits.openedIpv4 || opened.ipv6 > routineLimits.openedIpv6) {
    reasons.push(`Opens ${amount(opened)}.`);
  }
  const widest = broadest(changes);
  const [ipv4, ipv6] = [widest.get("ipv4"), widest.get("ipv6")];
  if (ipv4 && lengthOf(ipv4) < routineLimits.broadestIpv4) {
    reasons.push(`The broadest prefix that opens addresses is ${ipv4}.`);
  }
  if (ipv6 && lengthOf(ipv6) < routineLimits.broadestIpv6) {
    reasons.push(`The broadest IPv6 prefix that opens addresses is ${ipv6}.`);
  }
  return reasons;
}

function together(drifted: readonly Loaded[]): string[] {
  const moved = drifted.filter(
    (outcome) => outcome.list !== "all" && outcome.file.exists && outcome.drift.differs,
  );
  if (moved.length <= routineLimits.listsTogether) return [];
  return [`${moved.length} lists change together: ${sentenceList(moved.map((outcome) => outcome.list))}.`];
}

function unreadable(drifted: readonly Loaded[]): string[] {
  return drifted
    .filter((outcome) => outcome.invalid.length > 0)
    .map(
      ({ list, invalid }) =>
        `${list} has ${counted(invalid.length, "line that is no address and is", "lines that are no addresses and are")} replaced.`,
    );
}

function facts(drifted: readonly Loaded[], changes: readonly Change[]): string {
  if (drifted.length === 0) return "Nothing changes.";
  const { opened, closed } = openedAndClosed(changes);
  if (isNone(opened) && isNone(closed)) return "No address changes.";
  const widest = [...broadest(changes).values()];
  const through = widest.length === 0 ? "" : ` (the broadest prefix is ${sentenceList(widest)})`;
  const opens = isNone(opened) ? "Opens nothing" : `Opens ${amount(opened)}${through}`;
  return `${opens}, closes ${isNone(closed) ? "nothing" : amount(closed)}.`;
}

/**
 * Grades a run's change by fixed rules, each of which is a sentence when it applies:
 *
 * - `held-back` when the guardrails hold back any list;
 * - `look-closely` when a held-back list was let through on purpose, a file is written for the first time, lines that
 *   are no addresses are replaced, or one of the {@link routineLimits} is passed: addresses opened, share removed,
 *   growth, breadth of the widest prefix that opens addresses, lists moving together; or a family is new to a list;
 * - `routine` otherwise.
 *
 * Lists that failed to load propose nothing and don't count.
 */
export function gradeRisk(outcome: Pick<RunOutcome, "lists">): Risk {
  const loaded = outcome.lists.filter((list) => list.status !== "failed");
  const drifted = loaded.filter((list) => list.status === "drift");
  const held = loaded.filter((list) => list.status === "held-back").flatMap(heldBack);
  const changes = collectChanges(drifted);
  const close = [
    ...drifted.flatMap(letThrough),
    ...openings(changes),
    ...drifted.flatMap(sharesOf),
    ...together(drifted),
    ...firstVersions(drifted),
    ...unreadable(drifted),
  ];
  if (held.length > 0) return { grade: "held-back", reasons: [...held, ...close] };
  if (close.length > 0) return { grade: "look-closely", reasons: close };
  return { grade: "routine", reasons: [facts(drifted, changes)] };
}
