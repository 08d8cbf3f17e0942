import { GitHubError } from "./errors.ts";
import type { PullRequest } from "./github-model.ts";
import { isNewLabel } from "./github-refusals.ts";
import type { GitHubWrites } from "./github-writes.ts";
import type { Inputs } from "./inputs.ts";
import type { TokenKind } from "./outcome.ts";

type Touches = Pick<Inputs, "labels" | "assignees" | "reviewers" | "teamReviewers">;

/** Is there anything to put on a pull request once it is open? */
export const hasTouches = (touches: Touches): boolean =>
  [touches.labels, touches.assignees, touches.reviewers, touches.teamReviewers].some(
    (names) => names.length > 0,
  );

const cannotBeAssigned =
  "GitHub assigns ten people at most, and only those who can see the repository and write or comment there.";

const explainTeams =
  "The workflow's own token can't see the organisation's teams: to ask teams for a review, give the `token` input a GitHub App's token that may read its members.";

/**
 * Puts labels, assignees and reviewers on the pull request, a request each. None of them is worth failing for: what
 * GitHub refuses comes back as a warning.
 */
export async function addTouches(
  write: GitHubWrites,
  pull: Pick<PullRequest, "number" | "author">,
  touches: Touches,
  tokenKind: TokenKind,
): Promise<string[]> {
  const { number, author } = pull;
  // GitHub refuses a whole request for reviews when it names the author.
  const reviewers = touches.reviewers.filter((login) => login.toLowerCase() !== author.toLowerCase());
  const warnings: string[] = [];
  const add = async (what: string, names: readonly string[], send: (names: string[]) => Promise<void>) => {
    warnings.push(...(await addNames(what, names, send)));
  };
  await add("label", touches.labels, (names) => write.addLabels(number, names));
  await add("assignee", touches.assignees, async (names) => {
    const assigned = new Set((await write.addAssignees(number, names)).map((login) => login.toLowerCase()));
    const missing = names.filter((login) => !assigned.has(login.toLowerCase()));
    if (missing.length > 0) warnings.push(`Not added: assignee ${missing.join(", ")}. ${cannotBeAssigned}`);
  });
  await add("reviewer", reviewers, (names) => write.requestReviewers(number, { reviewers: names }));
  const refused = await addNames("team reviewer", touches.teamReviewers, (names) =>
    write.requestReviewers(number, { team_reviewers: names }),
  );
  const unseen = refused.length > 0 && tokenKind === "actions";
  return [...warnings, ...refused, ...(unseen ? [explainTeams] : [])];
}

/** All names at once; where that is refused, one by one, so that one wrong name doesn't cost the others. */
async function addNames(
  what: string,
  names: readonly string[],
  send: (names: string[]) => Promise<void>,
): Promise<string[]> {
  if (names.length === 0) return [];
  const refusal = await refusalOf(send([...names]));
  if (refusal === null) return [];
  // A token without the permission is refused whatever the name is.
  const forOneName = refusal.status === 422 || isNewLabel(refusal.detail);
  if (names.length === 1 || !forOneName) {
    return [`Not added: ${what} ${names.join(", ")}. ${refusal.message}`];
  }
  const warnings: string[] = [];
  for (const name of names) {
    const single = await refusalOf(send([name]));
    if (single) warnings.push(`Not added: ${what} ${name}. ${single.message}`);
  }
  return warnings;
}

async function refusalOf(request: Promise<void>): Promise<GitHubError | null> {
  try {
    await request;
    return null;
  } catch (error) {
    if (error instanceof GitHubError) return error;
    throw error;
  }
}
