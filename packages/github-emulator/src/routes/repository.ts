import { timestamp } from "../representations/node-id.ts";
import { representFullRepository } from "../representations/repository.ts";
import { representAuthenticatedUser } from "../representations/user.ts";
import { ApiRefusal } from "../server/api-refusal.ts";
import type { Route } from "../server/route.ts";

const getRepository: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}",
  docs: "rest/repos/repos#get-a-repository",
  permissions: [],
  async handle(_request, repository) {
    return { status: 200, body: representFullRepository(repository) };
  },
};

const getUser: Route = {
  method: "GET",
  path: "/user",
  docs: "rest/users/users#get-the-authenticated-user",
  permissions: [],
  async handle(_request, repository) {
    if (repository.tokenKind !== "personal")
      throw new ApiRefusal(403, "Resource not accessible by integration");
    return {
      status: 200,
      body: representAuthenticatedUser(repository.links, repository.actor, timestamp(repository.createdAt)),
    };
  },
};

export const repositoryRoutes: readonly Route[] = [getRepository, getUser];
