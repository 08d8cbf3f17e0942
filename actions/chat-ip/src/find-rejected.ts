import { GitHubError, RefusedError } from "./errors.ts";
import type { PullRequest } from "./github-model.ts";
import type { GitHubReads } from "./github-reads.ts";
import { readBodyState } from "./markers.ts";
import { readOurComments } from "./our-comments.ts";
import { type PointContext, readPoint } from "./read-branch.ts";
import { closedSinceMerge, isRejection, proposedBefore, proposedInPart, type Question } from "./rejection.ts";

/** Of so many pull requests that a person closed, the content is read at most, the newest first. */
const readAtMost = 3;

/**
 * Finds a pull request by which a person has rejected what is proposed now. The newest one that proposed just this decides.
 * What a branch held is read only where the body can't tell: where a list has failed, so that the proposal may be a part
 * of what they closed, and where they took our region out.
 */
export async function findRejected(context: PointContext, question: Question): Promise<PullRequest | null> {
  const { pullRequests, proposal } = question;
  if (pullRequests.some(({ open }) => open) || proposal.changes.size === 0) return null;
  const closed = closedSinceMerge(pullRequests);
  const same = proposedBefore(question);
  if (same && (await wasRejected(context.read, same))) return same;
  const newer = same ? closed.slice(0, closed.indexOf(same)) : closed;
  let contentsRead = 0;
  for (const pull of newer) {
    if (!proposal.incomplete && readBodyState(pull.body) !== null) continue;
    if (!(await wasRejected(context.read, pull))) continue;
    const held = await readPoint(context, pull.headSha).catch(orUnreadable);
    if (held && proposedInPart(question, held)) return pull;
    contentsRead += 1;
    if (contentsRead === readAtMost) return null;
  }
  return null;
}

/** What can't be read any more, or never was readable, rejects nothing. */
function orUnreadable(error: unknown): null {
  if (error instanceof RefusedError || (error instanceof GitHubError && error.status === 404)) return null;
  throw error;
}

async function wasRejected(read: GitHubReads, pull: PullRequest): Promise<boolean> {
  const [changes, comments] = await Promise.all([
    read.stateChanges(pull.number),
    readOurComments(read, pull),
  ]);
  return isRejection(changes, comments);
}
