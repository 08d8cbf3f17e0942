/** What a person has asked for about the pull request. */
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
}
