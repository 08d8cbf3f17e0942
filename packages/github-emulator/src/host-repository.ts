import { mkdir } from "node:fs/promises";
import { accountOfToken, numberFor, organization, person } from "./accounts.ts";
import { BranchRules } from "./branch-rules.ts";
import { Checks } from "./checks.ts";
import { initRepository } from "./git/git-repository.ts";
import type { HostedRepository } from "./hosted-repository.ts";
import { Lag } from "./lag.ts";
import { createLinks } from "./links.ts";
import { Lock } from "./lock.ts";
import type { GitHubEmulatorOptions } from "./options.ts";
import { commit } from "./person.ts";
import { PullRequests } from "./pulls/pull-requests.ts";
import { defaultSettings } from "./settings.ts";

/** What the Action's workflow asks for. */
const defaultPermissions = {
  contents: "write",
  pull_requests: "write",
  issues: "none",
  checks: "none",
  statuses: "none",
  administration: "none",
} as const;

/** Makes the repository that the options describe, in a directory that may not exist yet. */
export async function hostRepository(
  options: GitHubEmulatorOptions,
  place: { directory: string; origin: string },
): Promise<HostedRepository> {
  const name = options.repo ?? "firewall";
  const owner = organization(options.owner ?? "acme");
  const fullName = `${owner.login}/${name}`;
  const defaultBranch = options.defaultBranch ?? "main";
  const now = options.now ?? Date.now;
  const collaborators = (options.collaborators ?? ["maintainer", "reviewer"]).map(person);
  const maintainer = collaborators[0] ?? person("maintainer");
  await mkdir(place.directory, { recursive: true });
  const git = await initRepository(place.directory, defaultBranch);
  const checks = new Checks(now);
  const settings = { ...defaultSettings, ...options.settings };
  const repository: HostedRepository = {
    owner,
    name,
    fullName,
    formerNames: new Set(),
    id: numberFor(fullName),
    private: options.private ?? true,
    defaultBranch,
    createdAt: now(),
    git,
    pulls: new PullRequests(git, now),
    rules: new BranchRules(checks),
    checks,
    settings,
    lag: new Lag(settings),
    labels: new Set(options.labels ?? []),
    collaborators,
    teams: options.teams ?? ["network"],
    links: createLinks(place.origin, options.pathPrefix ?? "", () => repository.fullName),
    actor: accountOfToken(options.tokenKind ?? "actions", maintainer.login),
    tokenKind: options.tokenKind ?? "actions",
    permissions: { ...defaultPermissions, ...options.permissions },
    mayCreatePullRequests: options.mayCreatePullRequests ?? true,
    lock: new Lock(),
    now,
  };
  if (options.empty !== true) {
    const files = { "README.md": `# ${name}\n` };
    await commit(repository, maintainer, { branch: defaultBranch, files, message: "Initial commit" });
  }
  return repository;
}
