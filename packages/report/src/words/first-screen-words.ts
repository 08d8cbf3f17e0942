import type { AddressCount, Finding } from "@chat-ip/allowlist";
import type { ListName, Region } from "@chat-ip/core";
import type { FamilyName, Grade, ListFailure, Reason } from "@chat-ip/sync";
import type { ReaderPages } from "../text/project.ts";
import type { Effects, Until } from "./facts.ts";

/**
 * Words of the first screen: what stands in a body before the fold-outs. What comes in as text is Markdown already, and so is
 * what goes out.
 */
export interface FirstScreenWords {
  /** `256 addresses`, `256 IPv4 addresses and 65,536 IPv6 /64 networks` */
  amount(count: AddressCount): string;
  addressAmount(count: bigint, family: FamilyName): string;
  /** for a table's cell */
  shortAmount(count: bigint, family: FamilyName): string;
  prefixes(count: number): string;
  /** `3 lists` */
  lists(count: number): string;
  /** a list of many apps: `` `webhook-global` in 37 of 40 apps `` */
  listInApps(list: string, apps: number, all: number): string;
  /** A few names, and how many more there are. */
  andMore(items: readonly string[], more: number): string;
  readonly regions: Readonly<Record<Region, string>>;

  /** The first sentence: what opens and closes, and what happens until when; without a wait, that is left out. */
  lead(effects: Effects, until: Until | null): string;
  /** The first sentence where every file is written for the first time. */
  firstVersion(opened: AddressCount, lists: number): string;
  /** The first sentence where no address changes. */
  sameAddresses(badLines: number): string;

  /** why a list could not be loaded, in two or three words */
  failureLabel(failure: ListFailure): string;
  /** what a guardrail found, in a few words */
  readonly findingLabels: Readonly<Record<Finding["rule"], string>>;
  notIncluded(items: readonly string[]): string;
  failedItem(names: string, label: string): string;
  heldBackItem(names: string, labels: string): string;
  heldRemovalsItem(count: number, names: string): string;
  waitingItem(count: number, first: Date, more: boolean): string;
  alsoOnBranch(items: readonly string[]): string;
  commitsItem(count: number, authors: string, files: string): string;
  carriedItem(names: string): string;

  readonly grades: Readonly<Record<Grade, string>>;
  reason(reason: Reason, names: ReasonNames): string;
  gradeLine(grade: string, reasons: readonly string[], link: string): string;
  readonly pages: ReaderPages;
  readonly howGraded: string;

  /** what a list is, for the table */
  readonly meanings: Readonly<Record<ListName, string>>;
  /** who connects to whom, and where, for the table of a first run */
  readonly connections: Readonly<Record<ListName, string>>;
  readonly tableHead: readonly [list: string, opens: string, closes: string, prefixes: string];
  /** where what opens and what closes share a column */
  readonly narrowHead: readonly [list: string, addresses: string, prefixes: string];
  readonly firstRunHead: readonly [list: string, opens: string, who: string];
  moreRows(count: number): string;
  /** how the prefixes of a list move in several apps */
  inApps(moved: string, apps: number, all: number): string;

  readonly merge: string;
  readonly mergesItself: string;
  readonly mergeByHand: string;
  readonly close: string;
  keep(base: string): string;
  checks(url: string): string;
}

/** How a reason names lists and prefixes. */
export interface ReasonNames {
  lists(keys: Extract<Reason, { rule: "first-version" }>["lists"]): string;
  prefixes(prefixes: readonly string[]): string;
  some(items: readonly string[]): string;
}
