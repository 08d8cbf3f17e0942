import { ChangedUnderUsError, GitHubError, RefusedError } from "./errors.ts";
import type { PullRequest } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { explainNoPullRequests } from "./github-refusals.ts";
import type { GitHubWrites } from "./github-writes.ts";
import { postOnce } from "./post-once.ts";

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
  const find = async (): Promise<PullRequest | null> =>
    (await read.pullRequests(pull.head, "open"))[0] ?? null;
  try {
    return await postOnce({ send: () => write.createPullRequest(pull), find, pause: write.pause });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.status === 403 && /not permitted to create/i.test(error.detail)) {
      throw new RefusedError(explainNoPullRequests(repositoryUrl, pull.base, pull.head), { cause: error });
    }
    if (
      error.status === 422 &&
      /already exists|no commits between|head.*invalid|not all refs/i.test(error.detail)
    ) {
      throw new ChangedUnderUsError(`the pull request or its branch changed meanwhile: ${error.message}`, {
        cause: error,
      });
    }
    throw error;
  }
}
