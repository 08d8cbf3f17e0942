/** A commit of the branch that is checked out. Its texts are untrusted. */
export interface Commit {
  readonly hash: string;
  readonly author: string;
  readonly email: string;
  readonly at: Date;
  readonly subject: string;
  /** `#12` of GitHub and Gitea, `!12` of GitLab; null when the message names none. */
  readonly pullRequest: string | null;
}
