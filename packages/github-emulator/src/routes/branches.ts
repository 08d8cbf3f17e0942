import { encodePath } from "../links.ts";
import { representCommit } from "../representations/commit.ts";
import { notFound } from "../server/api-refusal.ts";
import { paginate } from "../server/pagination.ts";
import { parameter, type Route } from "../server/route.ts";

/** An app's id for a required check isn't kept here: any app may report it. */
const checksOf = (contexts: readonly string[]): object[] =>
  contexts.map((context) => ({ context, app_id: null }));

const getBranch: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/branches/{branch}",
  docs: "rest/branches/branches#get-a-branch",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    const { git, lag, links, rules } = repository;
    const name = parameter(request, "branch");
    const sha = await git.branch(name);
    const commit = sha === null ? null : await git.commit(sha);
    if (sha === null || commit === null || lag.hides(request, "ref", `refs/heads/${name}`))
      throw notFound("Branch not found");
    const self = links.api(`branches/${encodePath(name)}`);
    const contexts = rules.classicChecks(name)?.contexts ?? null;
    return {
      status: 200,
      body: {
        name,
        commit: representCommit(repository, sha, commit),
        _links: { self, html: links.web(`tree/${encodePath(name)}`) },
        protected: rules.of(name).length > 0,
        // Classic branch protection only: rulesets protect a branch without being this.
        protection: {
          enabled: rules.isClassic(name),
          required_status_checks: {
            enforcement_level: contexts === null ? "off" : "non_admins",
            contexts: contexts ?? [],
            checks: checksOf(contexts ?? []),
          },
        },
        protection_url: `${self}/protection`,
      },
    };
  },
};

const getRequiredChecks: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks",
  docs: "rest/branches/branch-protection#get-status-checks-protection",
  // No workflow's own token can have this one.
  permissions: [{ administration: "read" }],
  async handle(request, { git, links, rules }) {
    const name = parameter(request, "branch");
    if ((await git.branch(name)) === null) throw notFound("Branch not found");
    if (!rules.isClassic(name)) throw notFound("Branch not protected");
    const checks = rules.classicChecks(name);
    if (checks === null) throw notFound("Required status checks not enabled");
    const self = links.api(`branches/${encodePath(name)}/protection/required_status_checks`);
    return {
      status: 200,
      body: {
        url: self,
        strict: checks.strict,
        contexts: checks.contexts,
        contexts_url: `${self}/contexts`,
        checks: checksOf(checks.contexts),
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
    const name = parameter(request, "branch");
    const source = { ruleset_source_type: "Repository", ruleset_source: repository.fullName, ruleset_id: 42 };
    const self = repository.links.api(`rules/branches/${encodePath(name)}`);
    return paginate(request, self, repository.rules.ofRulesets(name), ({ type, parameters }) => ({
      type,
      ...(parameters === undefined ? {} : { parameters }),
      ...source,
    }));
  },
};

export const branchRoutes: readonly Route[] = [getRequiredChecks, getBranch, getBranchRules];
