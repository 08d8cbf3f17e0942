import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { organization, person } from "./accounts.ts";
import { Faults } from "./faults.ts";
import type { GitRepository } from "./git/git-repository.ts";
import { runGit } from "./git/run-git.ts";
import { hostRepository } from "./host-repository.ts";
import type { GitHubEmulator, GitHubEmulatorOptions, GitHubRequest } from "./options.ts";
import { close, commit, edit, merge, reopen, webText } from "./person.ts";
import { describePullRequest, type PullRequest } from "./pulls/pull-request.ts";
import { routes } from "./routes/routes.ts";
import { startServer } from "./server/server.ts";
import { createExchangeValidator } from "./validation/validate-exchange.ts";

/** What follows the prefix of a default token: as long as GitHub's, and plainly made up. */
const tokenBody = "A".repeat(36);

/**
 * Starts a GitHub with one repository on a free loopback port. Close it, or hold it with `await using`.
 * @throws {Error} when it can't make a repository of the directory
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

  const { git, pulls, lock, checks } = repository;
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
  const commitAt = async (ref: string): Promise<string> => {
    const sha = (await git.branch(ref)) ?? ref;
    if ((await git.commit(sha)) === null) throw new Error(`${ref} is neither a branch nor a commit`);
    return sha;
  };
  const closeEmulator = (): Promise<void> => shutDown(git);

  return {
    url: repository.links.apiRoot,
    serverUrl: repository.links.webRoot,
    get repository() {
      return repository.fullName;
    },
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
    tip: (branch) => git.branch(branch),
    commit: (input) => lock.run(() => commit(repository, maintainer, input)),
    async file(branch, path) {
      const sha = await git.branch(branch);
      const root = sha === null ? null : await git.commit(sha);
      const entry = root === null ? null : await git.entryAt(root.tree, path);
      const blob = entry === null ? null : await git.object(entry.sha);
      return blob?.type === "blob" ? blob.content.toString("utf8") : null;
    },
    merge: (number, how) => change(number, (pull) => merge(repository, maintainer, pull, how)),
    review: (number, state, login) =>
      change(number, (pull) => {
        const reviewer = login === undefined ? (repository.collaborators[1] ?? maintainer) : person(login);
        pulls.addReview(pull, reviewer, state);
      }),
    closePullRequest: (number) => change(number, (pull) => close(repository, maintainer, pull)),
    reopenPullRequest: (number) => change(number, (pull) => reopen(repository, maintainer, pull)),
    lockConversation: (number) =>
      change(number, (pull) => {
        pull.locked = true;
        pulls.touch(pull);
      }),
    commentOnPullRequest: (number, body) =>
      change(number, (pull) => pulls.addComment(pull, maintainer, webText(body)).id),
    addComments: (number, bodies) =>
      change(number, (pull) => {
        for (const body of bodies) pulls.addComment(pull, maintainer, webText(body));
      }),
    async editComment(id, body) {
      const found = pulls.findComment(id);
      if (found === undefined) throw new Error(`there is no comment ${id}`);
      pulls.editComment(found.pull, found.comment, webText(body));
    },
    editPullRequest: (number, edits) => change(number, (pull) => edit(repository, pull, edits)),
    protect: (branch, rule) => repository.rules.add(branch, rule),
    async setCheck(ref, name, outcome) {
      checks.setCheckRun(await commitAt(ref), name, outcome);
    },
    async setStatus(ref, name, state) {
      checks.setStatus(await commitAt(ref), name, state);
    },
    changeSettings(settings) {
      Object.assign(repository.settings, settings);
    },
    transfer({ owner = repository.owner.login, repo = repository.name }) {
      repository.formerNames.add(repository.fullName.toLowerCase());
      Object.assign(repository, { owner: organization(owner), name: repo, fullName: `${owner}/${repo}` });
      repository.formerNames.delete(repository.fullName.toLowerCase());
    },
    settle: () => repository.lag.settle(),
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
