import {
  closedSinceMerge,
  isRejection,
  proposedBefore,
  proposedInPart,
  type Question,
} from "../decision/history.ts";
import { readBodyState } from "../decision/markers.ts";
import { ForgeError, RefusedError } from "../errors.ts";
import type { Forge } from "../ports/forge.ts";
import type { PullRequest } from "../ports/repository.ts";
import { readOurComments } from "./comments.ts";
import { type PointContext, readPoint } from "./read-branch.ts";

/** The most closed pull requests whose content is read, newest first. */
const readAtMost = 3;

interface RejectedContext extends Omit<PointContext, "forge"> {
  readonly forge: Pick<Forge, "folders" | "compare" | "stateChanges" | "comments" | "isTokenAccount">;
}

/**
 * Finds a pull request by which a person has rejected what is proposed now. The newest one that proposed just this decides.
 * What a branch held is read only where the body can't say: if a list has failed, so that the proposal may be a part of what
 * they closed, and if they took our region out.
 */
export async function findRejected(
  context: RejectedContext,
  question: Question,
): Promise<PullRequest | null> {
  const { pullRequests, proposal } = question;
  if (pullRequests.some(({ open }) => open) || proposal.changes.size === 0) return null;
  const closed = closedSinceMerge(pullRequests);
  const same = proposedBefore(question);
  if (same && (await wasRejected(context.forge, same))) return same;
  const newer = same ? closed.slice(0, closed.indexOf(same)) : closed;
  let contentsRead = 0;
  for (const pull of newer) {
    if (!proposal.incomplete && readBodyState(pull.body) !== null) continue;
    if (!(await wasRejected(context.forge, pull))) continue;
    const held = await readPoint(context, pull.headSha).catch(nullIfUnreadable);
    if (held && proposedInPart(question, held)) return pull;
    contentsRead += 1;
    if (contentsRead === readAtMost) return null;
  }
  return null;
}

/** A pull request that can't be read rejects nothing. */
function nullIfUnreadable(error: unknown): null {
  const isGone = error instanceof ForgeError && (error.kind === "absent" || error.kind === "passing");
  if (error instanceof RefusedError || isGone) return null;
  throw error;
}

async function wasRejected(
  forge: Pick<Forge, "stateChanges" | "comments" | "isTokenAccount">,
  pull: PullRequest,
): Promise<boolean> {
  const recorded = readBodyState(pull.body)?.farewell ?? null;
  const [changes, comments, isOurs] = await Promise.all([
    forge.stateChanges(pull.number),
    readOurComments(forge, pull),
    recorded === null ? false : forge.isTokenAccount(pull.author),
  ]);
  // Somebody else's pull request may say anything.
  return isRejection(changes, comments, { author: pull.author, farewell: isOurs ? recorded : null });
}
