import type { Forge, OpenedPullRequest, PullRequest } from "@chat-ip/sync";
import { GitHubError } from "./failure.ts";
import type { Reads } from "./reads/reads.ts";
import { explainNoPullRequests } from "./refusals.ts";
import { postOnce } from "./retry.ts";
import type { Writes } from "./writes.ts";

interface PullRequestOpener {
  readonly reads: Pick<Reads, "pullRequests">;
  readonly writes: Pick<Writes, "createPullRequest">;
  readonly pause: (tries: number) => Promise<void>;
  /** web address of the repository */
  readonly repositoryUrl: () => string;
}

/** Opens the pull request, only once: after a lost answer it looks for it before it tries again. */
export async function openPullRequest(
  { reads, writes, pause, repositoryUrl }: PullRequestOpener,
  pull: Parameters<Forge["openPullRequest"]>[0],
): ReturnType<Forge["openPullRequest"]> {
  const find = async (): Promise<PullRequest | null> =>
    (await reads.pullRequests(pull.head, "open"))[0] ?? null;
  const open = (draft: boolean): Promise<PullRequest> =>
    postOnce({ send: () => writes.createPullRequest({ ...pull, draft }), find, pause });
  try {
    return await withDraft(pull.draft, open);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === "may-not-open") {
      const message = explainNoPullRequests(repositoryUrl(), pull.base, pull.head);
      return { kind: "refused", message, cause: error };
    }
    if (error.kind === "moved" || error.kind === "passing") {
      return { kind: "moved", why: "pull-request-changed", cause: error };
    }
    throw error;
  }
}

/** Not every GitHub plan has drafts. */
async function withDraft(
  draft: boolean,
  open: (draft: boolean) => Promise<PullRequest>,
): Promise<OpenedPullRequest> {
  try {
    return { kind: "opened", pull: await open(draft), draftRefused: false };
  } catch (error) {
    if (!draft || !(error instanceof GitHubError) || !/draft.*not supported/i.test(error.detail)) throw error;
    return { kind: "opened", pull: await open(false), draftRefused: true };
  }
}
