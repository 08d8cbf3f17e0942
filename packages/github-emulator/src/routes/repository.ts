import { encodePath } from "../links.ts";
import { representCommit } from "../representations/commit.ts";
import { timestamp } from "../representations/node-id.ts";
import { representFullRepository } from "../representations/repository.ts";
import { representAuthenticatedUser } from "../representations/user.ts";
import { ApiRefusal, notFound } from "../server/api-refusal.ts";
import { parameter, type Route } from "../server/route.ts";

const getRepository: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}",
  docs: "rest/repos/repos#get-a-repository",
  permissions: [],
  async handle(_request, repository) {
    return { status: 200, body: representFullRepository(repository) };
  },
};

const getBranch: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/branches/{branch}",
  docs: "rest/branches/branches#get-a-branch",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    const name = parameter(request, "branch");
    const sha = await repository.git.branch(name);
    const commit = sha === null ? null : await repository.git.commit(sha);
    if (sha === null || commit === null) throw notFound("Branch not found");
    const self = repository.links.api(`branches/${encodePath(name)}`);
    const isProtected = repository.rules.of(name).length > 0;
    return {
      status: 200,
      body: {
        name,
        commit: representCommit(repository, sha, commit),
        _links: { self, html: repository.links.web(`tree/${encodePath(name)}`) },
        protected: isProtected,
        // Rules protect without being the older "branch protection", which this describes.
        protection: {
          enabled: false,
          required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
        },
        protection_url: `${self}/protection`,
      },
    };
  },
};

const getBranchRules: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/rules/branches/{branch}",
  docs: "rest/repos/rules#get-rules-for-a-branch",
  permissions: [],
  async handle(request, repository) {
    const rules = repository.rules.of(parameter(request, "branch"));
    const source = { ruleset_source_type: "Repository", ruleset_source: repository.fullName, ruleset_id: 42 };
    const body = rules.map(({ type, parameters }) => ({
      type,
      ...(parameters === undefined ? {} : { parameters }),
      ...source,
    }));
    return { status: 200, body };
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

export const repositoryRoutes: readonly Route[] = [getRepository, getBranch, getBranchRules, getUser];
