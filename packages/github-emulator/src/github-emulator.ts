import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accountOfToken, numberFor, organization, person } from "./accounts.ts";
import { BranchRules } from "./branch-rules.ts";
import { Faults } from "./faults.ts";
import { initRepository } from "./git/git-repository.ts";
import { runGit } from "./git/run-git.ts";
import type { HostedRepository } from "./hosted-repository.ts";
import { createLinks } from "./links.ts";
import { Lock } from "./lock.ts";
import type { GitHubEmulator, GitHubEmulatorOptions, GitHubRequest } from "./options.ts";
import { commit, merge } from "./person.ts";
import { describePullRequest, type PullRequest } from "./pulls/pull-request.ts";
import { PullRequests } from "./pulls/pull-requests.ts";
import { reopeningProblem } from "./routes/pull-writes.ts";
import { routes } from "./routes/routes.ts";
import { startServer } from "./server/server.ts";
import { createExchangeValidator } from "./validation/validate-exchange.ts";

const body = "A".repeat(36);

/** Starts a GitHub of one repository on a free loopback port. Close it, or hold it with `await using`. */
export async function createGitHubEmulator(options: GitHubEmulatorOptions = {}): Promise<GitHubEmulator> {
  const tokenKind = options.tokenKind ?? "actions";
  const token = options.token ?? `${tokenKind === "personal" ? "ghp" : "ghs"}_${body}`;
  const pathPrefix = options.pathPrefix ?? "";
  const faults = new Faults();
  const requests: GitHubRequest[] = [];
  const violations: string[] = [];
  const validator = options.validate === true ? await createExchangeValidator() : null;
  const latencyMs = options.latencyMs ?? 0;
  const server = await startServer({
    routes,
    pathPrefix,
    token,
    latencyMs,
    faults,
    requests,
    validator,
    violations,
  });
  const temporary =
    options.directory === undefined ? await mkdtemp(join(tmpdir(), "github-emulator-")) : null;
  const repository = await hostRepository(options, {
    directory: options.directory ?? temporary ?? "",
    origin: server.origin,
  });
  server.serve(repository);

  const { git, pulls, lock } = repository;
  const maintainer = repository.collaborators[0] ?? person("maintainer");
  const change = (number: number, work: (pull: PullRequest) => Promise<void> | void): Promise<void> =>
    lock.run(async () => {
      await pulls.follow(maintainer);
      const pull = pulls.find(number);
      if (pull === undefined) throw new Error(`there is no pull request ${number}`);
      await work(pull);
      await pulls.follow(maintainer);
    });
  const close = async (): Promise<void> => {
    await server.close();
    await git.close();
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  };

  return {
    url: repository.links.apiRoot,
    serverUrl: repository.links.webRoot,
    repository: repository.fullName,
    token,
    gitDirectory: git.directory,
    requests,
    violations,
    get pullRequests() {
      return pulls.all().map(describePullRequest);
    },
    async git(...args) {
      const printed = await runGit(git.directory, args);
      await pulls.follow(maintainer);
      return printed.trim();
    },
    commit: (input) => lock.run(() => commit(repository, maintainer, input)),
    async file(branch, path) {
      const sha = await git.branch(branch);
      const root = sha === null ? null : await git.commit(sha);
      const entry = root === null ? null : await git.entryAt(root.tree, path);
      const blob = entry === null ? null : await git.object(entry.sha);
      return blob?.type === "blob" ? blob.content.toString("utf8") : null;
    },
    merge: (number, how) => change(number, (pull) => merge(repository, maintainer, pull, how)),
    closePullRequest: (number) => change(number, (pull) => pulls.close(pull)),
    reopenPullRequest: (number) =>
      change(number, async (pull) => {
        const problem = await reopeningProblem(repository, pull);
        if (problem !== null) throw new Error(problem);
        pulls.reopen(pull);
      }),
    editPullRequest: (number, edit) =>
      change(number, async (pull) => {
        if (edit.title !== undefined) pull.title = edit.title;
        if (edit.body !== undefined) pull.body = edit.body;
        if (edit.base !== undefined) {
          const sha = await git.branch(edit.base);
          if (sha === null) throw new Error(`there is no branch ${edit.base}`);
          pull.base = edit.base;
          pull.baseSha = sha;
          pull.seenBaseSha = sha;
        }
        pulls.touch(pull);
      }),
    protect: (branch, rule) => repository.rules.add(branch, rule),
    setPermissions(permissions) {
      Object.assign(repository.permissions, permissions);
    },
    setMayCreatePullRequests(allowed) {
      repository.mayCreatePullRequests = allowed;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function hostRepository(
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
  const repository: HostedRepository = {
    owner,
    name,
    fullName,
    id: numberFor(fullName),
    private: options.private ?? true,
    defaultBranch,
    createdAt: now(),
    git,
    pulls: new PullRequests(git, now),
    rules: new BranchRules(),
    labels: new Set(options.labels ?? []),
    collaborators,
    teams: options.teams ?? ["network"],
    links: createLinks(place.origin, options.pathPrefix ?? "", fullName),
    actor: accountOfToken(options.tokenKind ?? "actions", maintainer.login),
    tokenKind: options.tokenKind ?? "actions",
    permissions: { contents: "write", pull_requests: "write", issues: "none", ...options.permissions },
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
