/** A check run's conclusion, or how far it has come. */
export type CheckOutcome =
  | "queued"
  | "in_progress"
  | "success"
  | "failure"
  | "neutral"
  | "cancelled"
  | "skipped"
  | "timed_out"
  | "action_required";

/** A commit status, GitHub's older kind of check. */
export type StatusState = "pending" | "success" | "failure" | "error";

interface Reported {
  readonly id: number;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type Check =
  | (Reported & { readonly kind: "check-run"; readonly outcome: CheckOutcome })
  | (Reported & { readonly kind: "status"; readonly outcome: StatusState });

/** What a check means for merging, in the words of GitHub's refusals; an expected check hasn't reported yet. */
export type Verdict = "green" | "expected" | "queued" | "in progress" | "pending" | "failing";

const unfinished: ReadonlyMap<string, Verdict> = new Map([
  ["queued", "queued"],
  ["in_progress", "in progress"],
  ["pending", "pending"],
]);
/** GitHub lets a required check pass when it was skipped or is neutral, too. */
const green: ReadonlySet<string> = new Set(["success", "neutral", "skipped"]);

export function verdictOf(check: Check | undefined): Verdict {
  if (check === undefined) return "expected";
  if (green.has(check.outcome)) return "green";
  return unfinished.get(check.outcome) ?? "failing";
}

/** The checks and statuses of each commit. A later report under the same name replaces the earlier one. */
export class Checks {
  readonly #now: () => number;
  readonly #reported = new Map<string, Map<string, Check>>();
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  setCheckRun(sha: string, name: string, outcome: CheckOutcome): void {
    this.#set(sha, { ...this.#report(name), kind: "check-run", outcome });
  }

  setStatus(sha: string, name: string, outcome: StatusState): void {
    this.#set(sha, { ...this.#report(name), kind: "status", outcome });
  }

  of(sha: string): readonly Check[] {
    return [...(this.#reported.get(sha)?.values() ?? [])];
  }

  verdict(sha: string, name: string): Verdict {
    return verdictOf(this.of(sha).find((check) => check.name === name));
  }

  #report(name: string): Reported {
    this.#count += 1;
    return { id: 5_000_000_000 + this.#count, name, at: this.#now() };
  }

  #set(sha: string, check: Check): void {
    const known = this.#reported.get(sha) ?? new Map<string, Check>();
    known.set(`${check.kind} ${check.name}`, check);
    this.#reported.set(sha, known);
  }
}
