import type { Forge, PullRequest } from "@chat-ip/sync";
import { GitHubError } from "./failure.ts";
import type { Reads } from "./reads.ts";
import { explainNoPullRequests } from "./refusals.ts";
import { postOnce } from "./retry.ts";
import type { Writes } from "./writes.ts";

interface PullRequestOpener {
  readonly reads: Pick<Reads, "pullRequests">;
  readonly writes: Pick<Writes, "createPullRequest">;
  readonly pause: (tries: number) => Promise<void>;
  /** web address of the repository */
  readonly repositoryUrl: string;
}

/** Opens the pull request, once: after a lost answer it is looked for before it is asked for again. */
export async function openPullRequest(
  { reads, writes, pause, repositoryUrl }: PullRequestOpener,
  pull: Parameters<Forge["openPullRequest"]>[0],
): ReturnType<Forge["openPullRequest"]> {
  const find = async (): Promise<PullRequest | null> =>
    (await reads.pullRequests(pull.head, "open"))[0] ?? null;
  const send = (): Promise<PullRequest> => writes.createPullRequest(pull);
  try {
    return { kind: "opened", pull: await postOnce({ send, find, pause }) };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === "may-not-open") {
      const message = explainNoPullRequests(repositoryUrl, pull.base, pull.head);
      return { kind: "refused", message, cause: error };
    }
    if (error.kind === "moved") {
      return {
        kind: "moved",
        why: `the pull request or its branch changed: ${error.message}`,
        cause: error,
      };
    }
    throw error;
  }
}
