import { ChangedUnderUsError, GitHubError, RefusedError } from "./errors.ts";
import type { Comment, GitHubReads, PullRequest } from "./github-reads.ts";
import { explainNoPullRequests } from "./github-refusals.ts";
import type { GitHubWrites } from "./github-writes.ts";
import { readCommentState } from "./markers.ts";

interface GitHub {
  readonly read: GitHubReads;
  readonly write: GitHubWrites;
}

export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

/**
 * Opens the pull request, once: after a lost answer it is looked for before it is asked for again.
 * @throws {ChangedUnderUsError} where another run has opened it, or the branch is gone.
 * @throws {RefusedError} where Actions may not open pull requests.
 */
export async function openPullRequest(
  { read, write }: GitHub,
  pull: NewPullRequest,
  repositoryUrl: string,
): Promise<PullRequest> {
  for (let tries = 1; ; tries++) {
    try {
      return await write.createPullRequest(pull);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.status === 403 && /not permitted to create/i.test(error.detail)) {
        throw new RefusedError(explainNoPullRequests(repositoryUrl, pull.base, pull.head), { cause: error });
      }
      if (
        error.status === 422 &&
        /already exists|no commits between|head.*invalid|not all refs/i.test(error.detail)
      ) {
        throw new ChangedUnderUsError("the pull request or its branch changed meanwhile", { cause: error });
      }
      if (!error.ambiguous) throw error;
      const [found] = await read.pullRequests(pull.head, "open");
      if (found) return found;
      if (tries === 3) throw error;
    }
  }
}

/**
 * Leaves one comment of ours on the pull request: the former one is rewritten, and one that says the same is left
 * alone.
 */
export async function leaveComment(github: GitHub, number: number, body: string): Promise<void> {
  const [former] = await ourComments(github, number);
  if (!former) {
    const author = await addComment(github, number, body);
    if (author !== null) await dropDoubles(github, number, author);
  } else if (readCommentState(former.body)?.text !== readCommentState(body)?.text) {
    await github.write.updateComment(former.id, body);
  }
}

const ourComments = async ({ read }: GitHub, number: number): Promise<Comment[]> =>
  (await read.comments(number)).filter(({ body }) => readCommentState(body) !== null);

/** Writes a comment, once: after a lost answer it is looked for. Returns who wrote it, or `null` where that is not told. */
async function addComment(github: GitHub, number: number, body: string): Promise<string | null> {
  for (let tries = 1; ; tries++) {
    try {
      return await github.write.createComment(number, body);
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.ambiguous || tries === 3) throw error;
      if ((await ourComments(github, number)).length > 0) return null;
    }
  }
}

/** Runs that meet may all have found no comment, and written one each: the first of them stays. */
async function dropDoubles(github: GitHub, number: number, author: string): Promise<void> {
  const [, ...doubles] = (await ourComments(github, number)).filter((comment) => comment.author === author);
  for (const { id } of doubles) await github.write.deleteComment(id);
}
