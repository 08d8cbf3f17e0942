import type { AddedKind, Message } from "../message.ts";
import type { Forge, NotAdded } from "../ports/forge.ts";
import type { PullRequest, TokenKind } from "../ports/repository.ts";
import type { PullRequestSettings } from "./settings.ts";

type LabelsAndPeople = Pick<PullRequestSettings, "labels" | "assignees" | "reviewers" | "teamReviewers">;

/** Is there anything to add to a pull request once it is open? */
export const hasLabelsOrPeople = (wanted: LabelsAndPeople): boolean =>
  [wanted.labels, wanted.assignees, wanted.reviewers, wanted.teamReviewers].some((names) => names.length > 0);

/** What could not be added, and whether the next run may be able to. */
export interface Added {
  readonly warnings: readonly Message[];
  readonly later: boolean;
}

/**
 * Adds labels, assignees and reviewers to the pull request, a request each. None of them is worth failing for: what the
 * host refuses comes back as a warning.
 */
export async function addLabelsAndPeople(
  forge: Pick<Forge, "addLabels" | "addAssignees" | "requestReviewers">,
  { number, author }: Pick<PullRequest, "number" | "author">,
  wanted: LabelsAndPeople,
  tokenKind: TokenKind,
): Promise<Added> {
  // GitHub refuses the whole request if one of the reviewers is the author.
  const reviewers = wanted.reviewers.filter((login) => login.toLowerCase() !== author.toLowerCase());
  const labels = await addNames("label", wanted.labels, (names) => forge.addLabels(number, names));
  const leftOut: string[] = [];
  const assignees = await addNames("assignee", wanted.assignees, async (names) => {
    const answer = await forge.addAssignees(number, names);
    if ("message" in answer) return answer;
    leftOut.push(...answer.leftOut);
    return null;
  });
  const missing: Message[] = leftOut.length === 0 ? [] : [{ id: "not-assigned", names: leftOut }];
  // To that token a team looks the same as something that isn't known yet.
  const teamsUnseen = tokenKind === "actions";
  const people = await addNames("reviewer", reviewers, (names) =>
    forge.requestReviewers(number, { reviewers: names }),
  );
  const teams = await addNames("team-reviewer", wanted.teamReviewers, (names) =>
    forge.requestReviewers(number, { teams: names }),
  );
  const unseen: Message[] = teams.warnings.length > 0 && teamsUnseen ? [{ id: "teams-unseen" }] : [];
  return {
    warnings: [
      ...labels.warnings,
      ...assignees.warnings,
      ...missing,
      ...people.warnings,
      ...teams.warnings,
      ...unseen,
    ],
    later: labels.later || assignees.later || people.later || (teams.later && !teamsUnseen),
  };
}

/** All names at once; if that is refused because of a name, one by one, so that the others are added. */
async function addNames(
  kind: AddedKind,
  names: readonly string[],
  add: (names: readonly string[]) => Promise<NotAdded | null>,
): Promise<Added> {
  const refusal = names.length === 0 ? null : await add(names);
  if (refusal === null) return { warnings: [], later: false };
  if (names.length === 1 || !refusal.becauseOfAName)
    return { warnings: [warning(kind, names, refusal)], later: refusal.later };
  const warnings: Message[] = [];
  let later = false;
  for (const name of names) {
    const single = await add([name]);
    if (single === null) continue;
    warnings.push(warning(kind, [name], single));
    later ||= single.later;
  }
  return { warnings, later };
}

const warning = (kind: AddedKind, names: readonly string[], { message }: NotAdded): Message => ({
  id: "not-added",
  kind,
  names,
  because: message,
});
