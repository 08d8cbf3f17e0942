import type { Region } from "@chat-ip/core";
import type { Graded } from "./lists/graded.ts";
import type { ListKey } from "./lists/list-key.ts";
import type { ListOutcome } from "./lists/list-outcome.ts";
import type { Message } from "./message.ts";
import type { MergeWait, TokenKind } from "./ports/repository.ts";

/** Where a run happens and what it was asked to do; the same for every list. */
export interface RunContext {
  /** `owner/name` */
  readonly repository: string;
  /** `https://github.com`, or a GitHub Enterprise Server; no trailing slash */
  readonly serverUrl: string;
  readonly runUrl: string | null;
  /** as the host counts the runs of the workflow */
  readonly runNumber: number | null;
  /** A region of the vendor, or the host (never a whole URL) of a given endpoint. */
  readonly source: { readonly region: Region } | { readonly endpoint: string };
  readonly sdkAppId: number;
  readonly path: string;
  readonly base: string;
  readonly branch: string;
  readonly mode: "pull-request" | "check";
  readonly startedAt: Date;
  readonly tokenKind: TokenKind;
  /** the program that runs, and its version; `0.0.0` before its first release */
  readonly program: Program;
  readonly version: string;
  /** which changes are merged automatically once their checks pass */
  readonly autoMerge: AutoMerge;
  /** of everything that people read, but for titles and commit messages */
  readonly language: Language;
}

/** Programs that run this: each has releases of its own. */
export type Program = "chat-ip-action" | "@chat-ip/cli";

export type AutoMerge = "none" | "additions" | "routine";

/** Languages that a run can speak. */
export const languages = ["en", "zh-CN"] as const;
export type Language = (typeof languages)[number];

export type Operation =
  | "none"
  | "created"
  | "updated"
  | "unchanged"
  | "closed"
  | "blocked"
  | "suppressed"
  | "merged";

/**
 * Why a run did what it did with the pull request.
 *
 * - `nothing-to-change`: no drift and nothing open
 * - `proposed`: drift, so a pull request was opened; `proposed-again`: it was brought up to date
 * - `up-to-date`: it says already what it should
 * - `others-unknown`: no drift in what was loaded, and the other lists are not known
 * - `drift-gone`: the committed files hold all live addresses again
 * - `closed-by-a-person`: a person closed a pull request with the same content
 * - `edited`, `obsolete-edited`, `conflict`: a person's work is in the way
 * - `merged-as-judged`: it was merged at the commit that this run judged
 */
export type Why =
  | "nothing-to-change"
  | "proposed"
  | "proposed-again"
  | "up-to-date"
  | "others-unknown"
  | "drift-gone"
  | "closed-by-a-person"
  | "edited"
  | "obsolete-edited"
  | "conflict"
  | "merged-as-judged";

/** What other people have added to the branch, besides the Action's commits. */
export interface OthersWork {
  readonly commits: readonly { readonly sha: string /** login or name */; readonly author: string }[];
  /** paths that these commits change */
  readonly files: readonly string[];
}

/** What became of the pull request. */
export interface PullRequestOutcome {
  readonly operation: Operation;
  readonly number: number | null;
  readonly url: string | null;
  readonly branch: string;
  readonly headSha: string | null;
  /** Did the host sign the commit? `null` where this run made none. */
  readonly verified: boolean | null;
  /** the host's word for why not (`unsigned`, …) */
  readonly verificationReason: string | null;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  readonly why: Why;
  /** It was merged with the workflow's own token, so the push starts no other workflow. */
  readonly startsNoWorkflow: boolean;
  /** Does the branch hold the Action's commits only? `null` where that is not known. */
  readonly onlyOurs: boolean | null;
  /** `null` where nobody else has committed, or that is not known */
  readonly others: OthersWork | null;
  /** `null` where nothing is waited for, or nothing may be merged automatically */
  readonly mergeWaitsFor: MergeWait | null;
  /** for how long the pull request has been open; `null` where none is open */
  readonly openHours: number | null;
}

/** Everything a run has to say; what the reports are rendered from. */
export interface RunOutcome {
  readonly context: RunContext;
  readonly lists: readonly ListOutcome[];
  /** Lists that the pull request still changes as an earlier run proposed, since this run could not look at them. */
  readonly carried: readonly ListKey[];
  /** how much attention what is proposed needs, and why */
  readonly graded: Graded;
  /** May what the lists propose be merged automatically, if the branch and the pull request are all ours? */
  readonly listsMayMerge: boolean;
  /** `null` in check mode, and where the run failed before it was decided */
  readonly pullRequest: PullRequestOutcome | null;
  /** what made the run as a whole fail; single lists are in `lists` */
  readonly error: {
    readonly message: Message;
    /** the one that the run was working on */
    readonly pullRequest: { readonly number: number; readonly url: string } | null;
  } | null;
  readonly warnings: readonly Message[];
  readonly durationMs: number;
}

/** What a run reports while it goes on, so that nothing known is lost when a later step fails. */
export interface Progress {
  lists(lists: RunOutcome["lists"], graded: Graded): void;
  pullRequest(known: Partial<PullRequestOutcome>): void;
}
