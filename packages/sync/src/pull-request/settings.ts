import type { MergeSettings } from "./merge.ts";

/** The settings of the pull request. */
export interface PullRequestSettings {
  readonly branch: string;
  readonly draft: boolean;
  /** Delete the branch when the pull request is closed? */
  readonly deleteBranch: boolean;
  /** Propose a change again even though a person closed it? */
  readonly recreateClosed: boolean;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly reviewers: readonly string[];
  readonly teamReviewers: readonly string[];
  readonly merging: MergeSettings;
  /** Hours after which additions that wait for a person are pointed out; 0 for never. */
  readonly remindAfterHours: number;
  /** Hours after which a run ends red over them; `null` for never. */
  readonly failAfterHours: number | null;
}
