import type { Check } from "../checks.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { representCheckRun, representCombinedStatus } from "../representations/check.ts";
import { resolveCommit } from "../resolve-commit.ts";
import { unprocessable } from "../server/api-refusal.ts";
import { pageOf, paginate } from "../server/pagination.ts";
import { parameter, type Route, type RouteRequest } from "../server/route.ts";

/** @throws {ApiRefusal} 422 when there is no such commit */
async function commitOf(request: RouteRequest, repository: HostedRepository): Promise<string> {
  const ref = parameter(request, "ref");
  const sha = await resolveCommit(repository, ref, request);
  if (sha === null) throw unprocessable(`No commit found for SHA: ${ref}`);
  return sha;
}

function fits(check: Check, query: URLSearchParams): boolean {
  if (check.kind !== "check-run") return false;
  const [name, status] = [query.get("check_name"), query.get("status")];
  const waiting = check.outcome === "queued" || check.outcome === "in_progress";
  return (
    (name === null || check.name === name) &&
    (status === null || status === (waiting ? check.outcome : "completed"))
  );
}

const listCheckRuns: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/commits/{ref}/check-runs",
  docs: "rest/checks/runs#list-check-runs-for-a-git-reference",
  permissions: [{ checks: "read" }],
  async handle(request, repository) {
    const sha = await commitOf(request, repository);
    const runs = repository.checks.of(sha).filter((check) => fits(check, request.query));
    const page = paginate(request, repository.links.api(`commits/${sha}/check-runs`), runs, (run) =>
      representCheckRun(repository, sha, run),
    );
    return { ...page, body: { total_count: runs.length, check_runs: page.body } };
  },
};

const getCombinedStatus: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/commits/{ref}/status",
  docs: "rest/commits/statuses#get-the-combined-status-for-a-specific-reference",
  permissions: [{ statuses: "read" }],
  async handle(request, repository) {
    const sha = await commitOf(request, repository);
    const statuses = repository.checks.of(sha).filter((check) => check.kind === "status");
    const { page, perPage } = pageOf(request);
    const shown = statuses.slice((page - 1) * perPage, page * perPage);
    return { status: 200, body: representCombinedStatus(repository, sha, { all: statuses, shown }) };
  },
};

export const checkRoutes: readonly Route[] = [listCheckRuns, getCombinedStatus];
