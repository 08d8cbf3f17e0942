import type { HostedRepository } from "../hosted-repository.ts";
import { answerTo, type WireAnswer, wireAnswer } from "./answer.ts";
import { ApiRefusal, notFound } from "./api-refusal.ts";
import { authorize } from "./authorize.ts";
import type { Incoming } from "./incoming.ts";
import { isJsonObject } from "./json-body.ts";
import type { RouteAnswer, RouteRequest } from "./route.ts";
import type { RouteMatch } from "./router.ts";

/** Acts on a request and says what GitHub would. Never rejects: an unforeseen error is a 500. */
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
    refuseOtherRepositories(repository, match);
    if (incoming.bodyIsBroken) throw new ApiRefusal(400, "Problems parsing JSON");
    return wireAnswer(await act(repository, incoming, match));
  } catch (error) {
    return answerTo(error, route);
  }
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
