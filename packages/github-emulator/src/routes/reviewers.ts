import type { HostedRepository } from "../hosted-repository.ts";
import { representPullRequest } from "../representations/pull-request.ts";
import { unknownNode } from "../representations/unknown-node.ts";
import { unprocessable, validationFailed } from "../server/api-refusal.ts";
import { stringList } from "../server/json-body.ts";
import type { Route } from "../server/route.ts";
import { numberedPull } from "./pulls.ts";

function refuseStrangers(repository: HostedRepository, kind: "users or teams" | "teams"): never {
  throw unprocessable(
    `Reviews may only be requested from collaborators. One or more of the ${kind} you specified is not a ` +
      `collaborator of the ${repository.fullName} repository.`,
  );
}

const requestReviewers: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
  docs: "rest/pulls/review-requests#request-reviewers-for-a-pull-request",
  permissions: [{ pull_requests: "write" }],
  async handle(request, repository) {
    const pull = numberedPull(request, repository, "pull_number");
    if (repository.lag.hides(request, "pull", pull.number))
      throw validationFailed(unknownNode("PullRequest", pull.number));
    const logins = stringList(request.body, "reviewers").map((login) => login.toLowerCase());
    const teams = stringList(request.body, "team_reviewers");
    if (logins.includes(pull.author.login.toLowerCase()))
      throw unprocessable("Review cannot be requested from pull request author.");
    const found = logins.map(
      (login) =>
        repository.collaborators.find((account) => account.login.toLowerCase() === login) ??
        refuseStrangers(repository, "users or teams"),
    );
    if (teams.some((team) => !repository.teams.includes(team))) refuseStrangers(repository, "teams");
    if (teams.length > 0 && repository.tokenKind === "actions") {
      // A workflow's own token has no permissions in the organisation, so it can't see its teams.
      const [team = ""] = teams;
      throw validationFailed(unknownNode("Team", team));
    }
    pull.reviewers = [...new Set([...pull.reviewers, ...found])];
    pull.teams = [...new Set([...pull.teams, ...teams])];
    repository.pulls.touch(pull);
    return { status: 201, body: representPullRequest(repository, pull) };
  },
};

export const reviewerRoutes: readonly Route[] = [requestReviewers];
