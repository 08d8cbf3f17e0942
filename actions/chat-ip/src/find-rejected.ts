import type { GitHubReads, PullRequest } from "./github-reads.ts";
import { readBodyState, readCommentState } from "./markers.ts";
import { type PointContext, readPoint } from "./read-branch.ts";
import { closedSinceMerge, proposedBefore, proposedInPart, type Question } from "./rejection.ts";

/** So many closed pull requests are read at most, newest first. */
const readAtMost = 3;

/**
 * Finds a pull request by which a person has rejected what is proposed now. What a branch held is read only where
 * the body can't tell: where a list has failed, so that the proposal may be a part of what they closed, and where they
 * took our region out.
 */
export async function findRejected(context: PointContext, question: Question): Promise<PullRequest | null> {
  const { pullRequests, proposal } = question;
  if (pullRequests.some(({ open }) => open) || proposal.changes.size === 0) return null;
  const same = proposedBefore(question);
  const others = closedSinceMerge(pullRequests)
    .filter(({ body }) => proposal.incomplete || readBodyState(body) === null)
    .slice(0, readAtMost);
  const inPart = await Promise.all(
    others.map(async (pull) => {
      const held = same.includes(pull) ? null : await readPoint(context, pull.headSha);
      return held && proposedInPart(question, held) ? [pull] : [];
    }),
  );
  const candidates = [...same, ...inPart.flat()];
  const byPerson = await Promise.all(candidates.map((pull) => closedByPerson(context.read, pull)));
  return candidates.find((_pull, index) => byPerson[index]) ?? null;
}

/**
 * A run of ours leaves a comment before it closes. Where somebody else closed the pull request, they did so after opening
 * it again.
 */
async function closedByPerson(read: GitHubReads, { number }: PullRequest): Promise<boolean> {
  const [comments, closer] = await Promise.all([read.comments(number), read.closedBy(number)]);
  const ours = comments.find(({ body }) => readCommentState(body)?.kind === "obsolete");
  return ours === undefined || (closer !== null && closer !== ours.author);
}
