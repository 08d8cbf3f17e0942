import { noreplyEmail } from "../accounts.ts";
import type { Identity } from "../git/objects.ts";
import { representGitCommit } from "../representations/commit.ts";
import { notFound, unprocessable, validationFailed } from "../server/api-refusal.ts";
import {
  type JsonObject,
  optionalObject,
  optionalString,
  requiredString,
  stringList,
} from "../server/json-body.ts";
import { refuseEmpty } from "../server/refuse-empty.ts";
import { parameter, type Route } from "../server/route.ts";
import { placeholderSignature, webFlowIdentity } from "../web-flow.ts";

const getCommit: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/commits/{commit_sha}",
  docs: "rest/git/commits#get-a-commit-object",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    await refuseEmpty(repository);
    const sha = parameter(request, "commit_sha");
    const commit = await repository.git.commit(sha);
    if (commit === null || repository.lag.hides(request, "object", sha)) throw notFound();
    return { status: 200, body: representGitCommit(repository, sha, commit) };
  },
};

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

function secondsOf(date: string): number {
  const at = rfc3339.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(at)) throw unprocessable(`Invalid request.\n\n${date} is not a valid date-time.`);
  return Math.max(0, Math.floor(at / 1000));
}

/** An author or committer of the request, or null when none is given. @throws {ApiRefusal} 422 */
function identityIn(body: JsonObject, key: "author" | "committer", now: number): Identity | null {
  const given = optionalObject(body, key);
  if (given === undefined) return null;
  const [name, email] = [requiredString(given, "name"), requiredString(given, "email")];
  const empty = [...(name === "" ? ["name"] : []), ...(email === "" ? ["email"] : [])];
  if (empty.length > 0)
    throw validationFailed(...empty.map((field) => ({ code: "missing_field", field, resource: key })));
  const date = optionalString(given, "date");
  return { name, email, time: date === undefined ? now : secondsOf(date) };
}

const createCommit: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/git/commits",
  docs: "rest/git/commits#create-a-commit",
  permissions: [{ contents: "write" }],
  async handle(request, repository) {
    await refuseEmpty(repository);
    const { body } = request;
    const { actor, git, lag } = repository;
    const message = requiredString(body, "message");
    const tree = requiredString(body, "tree");
    const parents = stringList(body, "parents");
    const now = Math.floor(repository.now() / 1000);
    const [author, committer] = [identityIn(body, "author", now), identityIn(body, "committer", now)];
    if (!/^[0-9a-f]{40}$/.test(tree))
      throw unprocessable("The tree parameter must be exactly 40 characters and contain only [0-9a-f].");
    if ((await git.tree(tree)) === null || lag.hides(request, "object", tree))
      throw unprocessable("Tree SHA does not exist");
    for (const parent of parents) {
      if ((await git.commit(parent)) === null || lag.hides(request, "object", parent))
        throw unprocessable("Parent SHA does not exist or is not a commit object");
    }
    const account: Identity = { name: actor.login, email: noreplyEmail(actor), time: now };
    // GitHub signs a bot's commit only if the request names no author or committer.
    const signed = repository.tokenKind !== "personal" && author === null && committer === null;
    const commit = {
      tree,
      parents,
      author: author ?? account,
      committer: signed ? webFlowIdentity(now) : (committer ?? author ?? account),
      signature: signed ? placeholderSignature : (optionalString(body, "signature") ?? null),
      message,
    };
    const sha = git.writeCommit(commit);
    lag.note("object", sha);
    return { status: 201, body: representGitCommit(repository, sha, commit) };
  },
};

export const gitCommitRoutes: readonly Route[] = [getCommit, createCommit];
