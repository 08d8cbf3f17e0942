import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { person } from "./accounts.ts";
import { Faults } from "./faults.ts";
import type { GitRepository } from "./git/git-repository.ts";
import { runGit } from "./git/run-git.ts";
import { hostRepository } from "./host-repository.ts";
import type { GitHubEmulator, GitHubEmulatorOptions, GitHubRequest } from "./options.ts";
import { close, commit, edit, merge, reopen } from "./person.ts";
import { describePullRequest, type PullRequest } from "./pulls/pull-request.ts";
import { routes } from "./routes/routes.ts";
import { startServer } from "./server/server.ts";
import { createExchangeValidator } from "./validation/validate-exchange.ts";

/** What follows the prefix of a default token: the length is GitHub's, the rest is plainly made up. */
const tokenBody = "A".repeat(36);

/**
 * Starts a GitHub of one repository on a free loopback port. Close it, or hold it with `await using`.
 * @throws {Error} when git cannot be run, or the directory holds something that git cannot make a repository of
 */
export async function createGitHubEmulator(options: GitHubEmulatorOptions = {}): Promise<GitHubEmulator> {
  const token = options.token ?? `${options.tokenKind === "personal" ? "ghp" : "ghs"}_${tokenBody}`;
  const faults = new Faults();
  const requests: GitHubRequest[] = [];
  const violations: string[] = [];
  const server = await startServer({
    routes,
    pathPrefix: options.pathPrefix ?? "",
    token,
    latencyMs: options.latencyMs ?? 0,
    faults,
    requests,
    validator: options.validate === true ? await createExchangeValidator() : null,
    violations,
  });
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "github-emulator-")));
  const shutDown = async (git: GitRepository | null): Promise<void> => {
    await server.close();
    await git?.close();
    if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
  };
  const repository = await hostRepository(options, { directory, origin: server.origin }).catch(
    async (error: unknown) => {
      await shutDown(null);
      throw error;
    },
  );
  server.serve(repository);

  const { git, pulls, lock } = repository;
  const maintainer = repository.collaborators[0] ?? person("maintainer");
  const change = <T>(number: number, work: (pull: PullRequest) => Promise<T> | T): Promise<T> =>
    lock.run(async () => {
      await pulls.follow(maintainer);
      const pull = pulls.find(number);
      if (pull === undefined) throw new Error(`there is no pull request ${number}`);
      const result = await work(pull);
      await pulls.follow(maintainer);
      return result;
    });
  const closeEmulator = (): Promise<void> => shutDown(git);

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
    closePullRequest: (number) => change(number, (pull) => close(repository, maintainer, pull)),
    reopenPullRequest: (number) => change(number, (pull) => reopen(repository, maintainer, pull)),
    commentOnPullRequest: (number, body) =>
      change(number, (pull) => pulls.addComment(pull, maintainer, body).id),
    async editComment(id, body) {
      const found = pulls.findComment(id);
      if (found === undefined) throw new Error(`there is no comment ${id}`);
      pulls.editComment(found.pull, found.comment, body);
    },
    editPullRequest: (number, edits) => change(number, (pull) => edit(repository, pull, edits)),
    protect: (branch, rule) => repository.rules.add(branch, rule),
    setPermissions(permissions) {
      Object.assign(repository.permissions, permissions);
    },
    setMayCreatePullRequests(allowed) {
      repository.mayCreatePullRequests = allowed;
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: closeEmulator,
    [Symbol.asyncDispose]: closeEmulator,
  };
}
