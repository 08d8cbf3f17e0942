import type { ChangeKind, Finding, InvalidLine, NearMiss } from "@chat-ip/allowlist";
import type { ListFailure } from "@chat-ip/sync";

/** Words of what is folded below the first screen, and of the last line. */
export interface FoldWords {
  changesTitle(count: number): string;
  verifyTitle: string;
  heldBackTitle(count: number): string;
  failedTitle(count: number): string;
  noticedTitle: string;

  /** one change; the sides are names of prefixes */
  change(kind: ChangeKind, before: string, after: string): string;
  /** signed amounts; empty where no address changes */
  changeSize(gained: string, lost: string): string;
  changesOf(lists: string, count: number): string;
  /** the rest of a list that was cut */
  moreInDiff(count: number): string;
  andMoreItems(count: number): string;

  verifyIntro: string;
  neighbour(list: string, neighbour: string | null, network: string): string;
  verifyNotes: readonly string[];

  /**
   * the whole of a finding
   *
   * @param path the list's file
   */
  finding(finding: Finding, path: string): string;
  /** a list of which nothing is written */
  heldBackWhole(list: string, findings: string, committed: number, live: number): string;
  /** removals that stay out of the proposal */
  heldBackRemovals(list: string, findings: string): string;
  allowOnce(setting: string): string;
  waits(prefix: string, lists: string, missedSince: Date, dueAt: Date): string;
  waitingTitle(count: number): string;

  /** plain text, not escaped */
  failure(failure: ListFailure): { readonly what: string; readonly remedy: string };
  failed(names: string, what: string, remedy: string): string;

  letThrough(list: string, findings: string): string;
  badLines(path: string, count: number): string;
  /** what is wrong with a line, as a piece of a sentence; plain text */
  lineFault(line: Pick<InvalidLine, "kind" | "reason">): string;
  badLine(line: number, text: string, fault: string, readAs: string | null): string;
  nearMiss(kind: NearMiss["kind"], path: string, line: number, text: string): string;
  adjusted(names: string, count: number): string;
  adjustedEntry(entry: string, prefix: string, changed: "host-bits-cleared" | "ipv4-mapped"): string;
  flickered(names: string, count: number): string;
  kept(list: string): string;
  keptEntry(prefixes: string, reason: string | null): string;

  follows(number: number): string;
  source(facts: SourceFacts): string;
}

/** Where a text comes from; texts are Markdown. */
export interface SourceFacts {
  readonly region: string;
  readonly loaded: number;
  readonly asked: number;
  readonly apps: number;
  readonly at: Date;
  /** link of the run, or `null` */
  readonly run: string | null;
  readonly product: string;
}
