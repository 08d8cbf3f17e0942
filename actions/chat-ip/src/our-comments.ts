import type { GitHubReads, PullRequest } from "./github-reads.ts";
import { readCommentState } from "./markers.ts";

/** The ids of our comments on a pull request. A person may have copied one: theirs is left out. */
export async function readOurComments(read: GitHubReads, pull: PullRequest | null): Promise<number[]> {
  if (pull === null) return [];
  const isOurs = (author: string): boolean => author === pull.author || author.endsWith("[bot]");
  return (await read.comments(pull.number))
    .filter(({ author, body }) => isOurs(author) && readCommentState(body) !== null)
    .map(({ id }) => id);
}
