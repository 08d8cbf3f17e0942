import type { PullRequest, Review } from "./pull-request.ts";

/** What the reviews of a pull request amount to: the last verdict of each reviewer counts. */
export interface ReviewVerdict {
  readonly approvals: { readonly head: number; readonly any: number };
  readonly changesRequested: boolean;
}

export function reviewVerdict(pull: PullRequest): ReviewVerdict {
  const last = new Map<string, Review>();
  for (const review of pull.reviews) if (review.state !== "COMMENTED") last.set(review.author.login, review);
  const approving = [...last.values()].filter((review) => review.state === "APPROVED");
  return {
    approvals: {
      head: approving.filter((review) => review.commitSha === pull.headSha).length,
      any: approving.length,
    },
    changesRequested: [...last.values()].some((review) => review.state === "CHANGES_REQUESTED"),
  };
}
