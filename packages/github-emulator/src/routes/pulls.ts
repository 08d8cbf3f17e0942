import type { HostedRepository } from "../hosted-repository.ts";
import { readMergeability } from "../pulls/mergeability.ts";
import type { PullRequest } from "../pulls/pull-request.ts";
import { representFullPullRequest, representPullRequest } from "../representations/pull-request.ts";
import { notFound } from "../server/api-refusal.ts";
import { paginate } from "../server/pagination.ts";
import { parameter, type Route, type RouteRequest } from "../server/route.ts";

/** @throws {ApiRefusal} 404 when there is no pull request of that number, or the repository has none at all */
export function pullOf(request: RouteRequest, repository: HostedRepository): PullRequest {
  const pull = numberedPull(request, repository, "pull_number");
  if (!repository.settings.pullRequests || repository.lag.hides(request, "pull", pull.number))
    throw notFound();
  return pull;
}

/** The same by an issue's number: a pull request is an issue, too. @throws {ApiRefusal} 404 */
export function issueOf(request: RouteRequest, repository: HostedRepository): PullRequest {
  const pull = numberedPull(request, repository, "issue_number");
  if (repository.lag.hides(request, "pull", pull.number)) throw notFound();
  return pull;
}

/** The same even if the request can't know it yet. @throws {ApiRefusal} 404 if it doesn't exist */
export function numberedPull(
  request: RouteRequest,
  repository: HostedRepository,
  name: "pull_number" | "issue_number",
): PullRequest {
  const pull = repository.pulls.find(Number(parameter(request, name)));
  if (pull === undefined) throw notFound();
  return pull;
}

function fits(repository: HostedRepository, pull: PullRequest, query: URLSearchParams): boolean {
  const state = query.get("state") ?? "open";
  if (state !== "all" && pull.state !== state) return false;
  const base = query.get("base");
  if (base !== null && pull.base !== base) return false;
  const [owner, ...branch] = (query.get("head") ?? "").split(":");
  // GitHub ignores a head without an owner.
  if (branch.length === 0) return true;
  return owner?.toLowerCase() === repository.owner.login.toLowerCase() && pull.head === branch.join(":");
}

const listPulls: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/pulls",
  docs: "rest/pulls/pulls#list-pull-requests",
  permissions: [{ pull_requests: "read" }],
  async handle(request, repository) {
    if (!repository.settings.pullRequests) throw notFound();
    const { query } = request;
    const sort = query.get("sort") ?? "created";
    const key = (pull: PullRequest): number => (sort === "updated" ? pull.updatedAt : pull.createdAt);
    const descending =
      (query.get("direction") ?? (query.has("sort") && sort !== "created" ? "asc" : "desc")) === "desc";
    const found = repository.pulls
      .all()
      .filter((pull) => fits(repository, pull, query))
      .filter((pull) => !repository.lag.hides(request, "pull", pull.number))
      .toSorted((a, b) => key(a) - key(b) || a.number - b.number);
    const ordered = descending ? found.reverse() : found;
    return paginate(request, repository.links.api("pulls"), ordered, (pull) =>
      representPullRequest(repository, pull),
    );
  },
};

const getPull: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}",
  docs: "rest/pulls/pulls#get-a-pull-request",
  permissions: [{ pull_requests: "read" }],
  async handle(request, repository) {
    const pull = pullOf(request, repository);
    const mergeability = await readMergeability(repository, pull);
    return { status: 200, body: await representFullPullRequest(repository, pull, mergeability) };
  },
};

export const pullRoutes: readonly Route[] = [listPulls, getPull];
