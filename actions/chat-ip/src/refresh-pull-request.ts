import { ChangedUnderUsError, GitHubError } from "./errors.ts";
import { addTouches } from "./finishing-touches.ts";
import type { PullRequest } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import type { GitHubWrites } from "./github-writes.ts";
import type { Inputs } from "./inputs.ts";
import { lengthAround, readBodyState, replaceRegion, sha256 } from "./markers.ts";
import type { PullRequestTexts } from "./pull-request-texts.ts";
import { tokenKindOf } from "./token-kind.ts";

export interface RefreshContext {
  readonly read: GitHubReads;
  readonly write: GitHubWrites;
  readonly inputs: Pick<Inputs, "labels" | "assignees" | "reviewers" | "teamReviewers">;
  readonly token: string;
  readonly texts: PullRequestTexts;
  /** the closed pull request that this one follows */
  readonly previous: number | null;
  readonly warn: (message: string) => void;
}

/**
 * Brings our region of the body, and the title where it is still ours, up to date; writes nothing where they are.
 * Where the body says that labels and people are still to be added, they are, so that a run that died is made up for.
 * @throws {ChangedUnderUsError} where it was closed meanwhile: whoever did so has not seen what it would say now.
 */
export async function refreshPullRequest(
  context: RefreshContext,
  pull: PullRequest,
  digest: string,
): Promise<void> {
  if (isCurrent(context, pull, digest)) return;
  const { read, write, inputs, token, warn } = context;
  if (readBodyState(pull.body)?.unfinished) {
    for (const warning of await addTouches(write, pull, inputs, tokenKindOf(pull.author, token)))
      warn(warning);
  }
  // A person may have written into it since it was read.
  const now = await read.pullRequest(pull.number);
  if (!now.open) throw new ChangedUnderUsError("the pull request was closed meanwhile");
  if (isCurrent(context, now, digest)) return;
  const written = await update(context, now, digest);
  if (written === null || written.open) return;
  await write.updatePullRequest(pull.number, { title: now.title, body: now.body });
  throw new ChangedUnderUsError("the pull request was closed meanwhile");
}

/** A person's words around ours may leave no room for what is to be said: that is no reason to fail. */
async function update(
  context: RefreshContext,
  pull: PullRequest,
  digest: string,
): Promise<PullRequest | null> {
  try {
    return await context.write.updatePullRequest(pull.number, changeTo(context, pull, digest));
  } catch (error) {
    if (!(error instanceof GitHubError) || error.status !== 422) throw error;
    context.warn(`Title and body of #${pull.number} could not be brought up to date. ${error.message}`);
    return null;
  }
}

/** Is the title still the one that the Action wrote last, and no longer the one that it would write? */
const isOutdated = (title: string, written: string, { texts }: RefreshContext): boolean =>
  sha256(title) === written && title !== texts.title;

function isCurrent(context: RefreshContext, { title, body, author }: PullRequest, digest: string): boolean {
  const state = readBodyState(body);
  // Whoever took our region out of the body did not want it there.
  if (state === null) return true;
  if (state.unfinished || state.digest !== digest || isOutdated(title, state.title, context)) return false;
  const { texts, previous, token } = context;
  return state.text === texts.textDigest({ previous, tokenKind: tokenKindOf(author, token) });
}

function changeTo(
  context: RefreshContext,
  { title, body, author }: PullRequest,
  digest: string,
): { body: string; title?: string } {
  const { texts, previous, token } = context;
  const region = texts.region({
    operation: "updated",
    digest,
    previous,
    unfinished: false,
    tokenKind: tokenKindOf(author, token),
    around: lengthAround(body),
  });
  const retitled = isOutdated(title, readBodyState(body)?.title ?? "", context);
  return { body: replaceRegion(body, region), ...(retitled ? { title: texts.title } : {}) };
}
