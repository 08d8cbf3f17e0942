import type { HostedRepository } from "../hosted-repository.ts";
import { answerTo, type WireAnswer, wireAnswer } from "./answer.ts";
import { ApiRefusal, notFound } from "./api-refusal.ts";
import { authorize } from "./authorize.ts";
import type { Incoming } from "./incoming.ts";
import { isJsonObject } from "./json-body.ts";
import type { RouteAnswer, RouteRequest } from "./route.ts";
import type { RouteMatch } from "./router.ts";

/** Handles a request and answers as GitHub would. Never rejects: an unexpected error is a 500. */
export async function dispatch(
  repository: HostedRepository,
  incoming: Incoming,
  match: RouteMatch | null,
  token: string,
): Promise<WireAnswer> {
  const route = match?.route ?? null;
  try {
    if (incoming.headers["user-agent"] === undefined)
      throw new ApiRefusal(
        403,
        "Request forbidden by administrative rules. A User-Agent header is required.",
      );
    if (match === null) throw notFound();
    authorize(repository, match.route, { header: incoming.headers.authorization, expected: token });
    const redirect = redirectTo(repository, incoming, match);
    if (redirect !== null) return redirect;
    refuseOtherRepositories(repository, match);
    if (repository.settings.archived && match.route.method !== "GET")
      throw new ApiRefusal(403, "Repository was archived so is read-only.");
    if (incoming.bodyIsBroken) throw new ApiRefusal(400, "Problems parsing JSON");
    return wireAnswer(await act(repository, incoming, match));
  } catch (error) {
    return answerTo(error, route);
  }
}

/** Under a name that the repository used to have, GitHub points at its number: a write must be repeated as it is (307). */
function redirectTo(
  repository: HostedRepository,
  incoming: Incoming,
  { route, params }: RouteMatch,
): WireAnswer | null {
  const former = `${params.owner}/${params.repo}`.toLowerCase();
  if (!repository.formerNames.has(former)) return null;
  const rest = (incoming.path ?? "").split("/").slice(4).join("/");
  const query = incoming.query.size === 0 ? "" : `?${incoming.query}`;
  const url = `${repository.links.apiRoot}/repositories/${repository.id}${rest === "" ? "" : `/${rest}`}${query}`;
  return wireAnswer({
    status: route.method === "GET" ? 301 : 307,
    body: {
      message: "Moved Permanently",
      url,
      documentation_url:
        "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
    },
    headers: { location: url },
  });
}

function refuseOtherRepositories(repository: HostedRepository, { params }: RouteMatch): void {
  const { owner, repo } = params;
  if (owner === undefined || repo === undefined) return;
  if (`${owner}/${repo}`.toLowerCase() !== repository.fullName.toLowerCase()) throw notFound();
}

async function act(
  repository: HostedRepository,
  incoming: Incoming,
  { route, params }: RouteMatch,
): Promise<RouteAnswer> {
  const request: RouteRequest = {
    params,
    query: incoming.query,
    body: isJsonObject(incoming.body) ? incoming.body : {},
    accept: (incoming.headers.accept ?? "").toLowerCase(),
    path: incoming.path ?? "",
    operation: `${route.method} ${route.path}`,
  };
  if (route.method === "GET") {
    await repository.pulls.follow(repository.actor);
    return route.handle(request, repository);
  }
  return repository.lock.run(async () => {
    await repository.pulls.follow(repository.actor);
    const answer = await route.handle(request, repository);
    await repository.pulls.follow(repository.actor);
    return answer;
  });
}
