import type { Finding } from "@chat-ip/allowlist";
import type { CommentKind, MergeWait, PullRequestOutcome, Why } from "@chat-ip/sync";

/** Words of the job summary, the annotations and the comments. */
export interface RunWords {
  /** names of the product and the run, for titles and links */
  readonly allowlists: string;
  runLink(number: number | null): string;
  readonly runSummary: string;
  pullRequest(number: number | null): string;
  leftOut(where: "body" | "comment" | "summary", omitted: string, summary: string): string;
  /** a section that was left out, with its number of changes */
  readonly sections: { readonly changes: string; readonly noticed: string; readonly waiting: string };
  omittedChanges(count: number): string;

  readonly headings: {
    firstVersion(prefixes: number): string;
    changed(moved: string, count: number): string;
    badLines(count: number): string;
    readonly formats: string;
    readonly noChange: string;
    /** where something differs, and all of that is held back */
    readonly nothingProposed: string;
    readonly nothingCompared: string;
    readonly failed: string;
    readonly wrongInputs: string;
  };
  /** the same as whole sentences, Markdown */
  readonly nothingProposed: string;
  nothingCompared(requests: number): string;
  wrongInputs(count: number): string;
  runFailed: string;
  workedOn(link: string): string;
  done(pull: Pick<PullRequestOutcome, "operation">, link: string): string;
  why(why: Why, number: number | null): string;
  /** It was merged with the workflow's own token. */
  readonly startsNoWorkflow: string;
  mergeWait(wait: MergeWait): string;
  openFor(hours: number): string;
  signed(commit: string): string;
  notSigned(commit: string, reason: string | null): string;
  noDrift(base: string): string;
  outOfDate(differing: number, all: number, base: string): string;
  checkOnly(differs: boolean): string;
  endsRed(failed: number, heldBack: number, heldRemovals: number, all: number): string;
  readonly warningsTitle: string;
  readonly timingsTitle: string;
  readonly timingsHead: readonly [list: string, result: string, took: string];
  readonly results: {
    readonly current: string;
    readonly drift: string;
    readonly "held-back": string;
    readonly failed: string;
  };
  took(duration: string): string;

  /** how a list stands, in pieces of a line of the log */
  readonly listLine: {
    failed(code: number | null): string;
    readonly asCommitted: string;
    readonly writtenDifferently: string;
    heldBack(rules: readonly Finding["rule"][]): string;
    waiting(count: number): string;
    heldRemovals(count: number): string;
    badLines(count: number): string;
  };

  readonly annotations: {
    runFailed: string;
    wrongInputs: string;
    failed(names: string): string;
    heldBack(names: string): string;
    heldRemovals(names: string, count: number): string;
    letThrough(names: string): string;
    outOfDate: string;
    outOfDateMessage(names: string, count: number, path: string, base: string): string;
    pullRequest(number: number | null, what: "created" | "updated" | "closed" | "blocked" | "merged"): string;
    notAgain: string;
    fileUnchanged: string;
    moreWarnings(count: number): string;
    workedOn(number: number, url: string): string;
  };

  readonly comments: Readonly<Record<CommentKind, (names: CommentNames) => CommentWords>>;
  newsIntro(base: string): string;
  readonly oneOfThese: string;
}

/** Names in a comment, as Markdown. */
export interface CommentNames {
  readonly base: string;
  readonly branch: string;
  readonly path: string;
  /** accounts and teams, for a reminder */
  readonly mention: string;
}

export interface CommentWords {
  readonly intro: string;
  /** what a person can do; empty where there is nothing to do */
  readonly steps: readonly string[];
  /** Does it repeat what the lists say now? */
  readonly news: boolean;
}
