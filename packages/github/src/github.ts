import type { Forge, NotAdded } from "@chat-ip/sync";
import { blobId } from "./blob-id.ts";
import { type ClientOptions, createClient } from "./client.ts";
import { GitHubError } from "./failure.ts";
import { createMerging } from "./merging.ts";
import { openPullRequest } from "./open-pull-request.ts";
import { createReads } from "./reads/reads.ts";
import { isNewLabel } from "./refusals.ts";
import type { Repository } from "./repository-name.ts";
import { pauseMs, postOnce } from "./retry.ts";
import { createTokenAccount } from "./token-account.ts";
import { tokenKindOf } from "./token-kind.ts";
import { readWaitingNote, writeWaitingNote } from "./waiting-note.ts";
import { deleteBranch, writeBranch } from "./write-branch.ts";
import { createWrites } from "./writes.ts";

export interface GitHubOptions extends ClientOptions, Readonly<Repository> {
  /** base URL of the web pages, no trailing slash */
  readonly serverUrl: string;
}

/** The port `Forge` on GitHub's REST API. */
export type GitHub = Forge;

/** Connects a run to a repository on GitHub. It sends no request yet, and reads no environment. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { owner, repo, token, serverUrl, sleep, random } = options;
  const octokit = createClient(options);
  const repository: Repository = { owner, repo };
  const reads = createReads(octokit, repository);
  const writes = createWrites(octokit, repository);
  const pause = (tries: number): Promise<void> => sleep(pauseMs(tries, random));
  const writer = { reads, writes, pause };
  const repositoryUrl = (): string => `${serverUrl}/${repository.owner}/${repository.repo}`;
  return {
    ...reads,
    ...createMerging({ octokit, repository, pause }),
    pullRequests: (branch) => reads.pullRequests(branch, "all"),
    idOf: blobId,
    tokenKind: (author) => tokenKindOf(author, token),
    isTokenAccount: createTokenAccount(octokit, token),
    writeBranch: (...plan) => writeBranch(writer, ...plan),
    deleteBranch: (branch, sha) => deleteBranch(writer, branch, sha),
    readWaitingNote: (branch) => readWaitingNote(octokit, repository, branch),
    writeWaitingNote: (branch, note) => writeWaitingNote(octokit, repository, branch, note),
    restoreBranch: (branch, sha) => writes.createRef(branch, sha),
    openPullRequest: (pull) => openPullRequest({ ...writer, repositoryUrl }, pull),
    async editPullRequest(number, change) {
      try {
        return { kind: "edited", pull: await writes.updatePullRequest(number, change) };
      } catch (error) {
        if (!(error instanceof GitHubError) || error.status !== 422) throw error;
        return { kind: "refused", message: error.told, cause: error };
      }
    },
    closePullRequest: (number) => writes.updatePullRequest(number, { state: "closed" }),
    addComment: (number, body) =>
      postOnce({
        send: () => writes.createComment(number, body),
        find: async () =>
          (await reads.comments(number)).findLast((comment) => sameText(comment.body, body))?.author ?? null,
        pause,
      }),
    editComment: writes.updateComment,
    deleteComment: writes.deleteComment,
    addLabels: (number, labels) => notAdded(writes.addLabels(number, labels)),
    async addAssignees(number, logins) {
      let assigned: readonly string[] = [];
      const refusal = await notAdded(
        writes.addAssignees(number, logins).then((all) => {
          assigned = all;
        }),
      );
      const known = new Set(assigned.map((login) => login.toLowerCase()));
      return refusal ?? { leftOut: logins.filter((login) => !known.has(login.toLowerCase())) };
    },
    requestReviewers: (number, who) => notAdded(writes.requestReviewers(number, who)),
  };
}

/** GitHub may change line ends and trim a text. */
const sameText = (one: string, other: string): boolean =>
  one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim();

/** GitHub's refusal of labels or people, as a value. */
async function notAdded(request: Promise<void>): Promise<NotAdded | null> {
  try {
    await request;
    return null;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const later = error.kind === "passing" || error.kind === "lost" || error.kind === "rate-limited";
    // A missing permission isn't the fault of a name.
    const becauseOfAName = !later && (error.status === 422 || isNewLabel(error.detail));
    return { message: error.told, becauseOfAName, later };
  }
}
