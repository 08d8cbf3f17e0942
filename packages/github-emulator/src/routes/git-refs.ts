import { absent } from "../git/ref-move.ts";
import { isRefName } from "../git/ref-names.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";
import { brokenRules, refuseBrokenRules } from "../push-rules.ts";
import { representRef } from "../representations/ref.ts";
import { notFound, unprocessable } from "../server/api-refusal.ts";
import { optionalBoolean, requiredString } from "../server/json-body.ts";
import { refuseEmpty } from "../server/refuse-empty.ts";
import { parameter, type Route, type RouteRequest } from "../server/route.ts";

const read = [{ contents: "read" }] as const;
const write = [{ contents: "write" }] as const;

const getRef: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/ref/{ref}",
  docs: "rest/git/refs#get-a-reference",
  permissions: read,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const name = `refs/${parameter(request, "ref")}`;
    const sha = await repository.git.ref(name);
    if (sha === null || repository.lag.hides(request, "ref", name)) throw notFound();
    return { status: 200, body: await representRef(repository, { name, sha }) };
  },
};

const listMatchingRefs: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/matching-refs/{ref}",
  docs: "rest/git/refs#list-matching-references",
  permissions: read,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const all = await repository.git.refs(`refs/${parameter(request, "ref")}`);
    const refs = all.filter((ref) => !repository.lag.hides(request, "ref", ref.name));
    return { status: 200, body: await Promise.all(refs.map((ref) => representRef(repository, ref))) };
  },
};

/** @throws {ApiRefusal} 422 when there is no such object; returns whether a branch could hold it */
async function isUsable(
  request: RouteRequest,
  repository: HostedRepository,
  { name, sha }: { name: string; sha: string },
): Promise<boolean> {
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw unprocessable("The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
  const object = await repository.git.object(sha);
  if (object === null || repository.lag.hides(request, "object", sha))
    throw unprocessable("Object does not exist");
  return !name.startsWith("refs/heads/") || object.type === "commit";
}

/** @throws {ApiRefusal} 422 when a new ref could not have this name */
function refuseBadName(name: string): void {
  if (!name.startsWith("refs/")) throw unprocessable("Reference name must start with 'refs/'.");
  if (name.split("/").length < 3)
    throw unprocessable("Reference name must contain at least three slash-separated components.");
  if (!isRefName(name)) throw unprocessable(`${name} is not a valid ref name.`);
}

const createRef: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/git/refs",
  docs: "rest/git/refs#create-a-reference",
  permissions: write,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const name = requiredString(request.body, "ref");
    const sha = requiredString(request.body, "sha");
    refuseBadName(name);
    if ((await repository.git.ref(name)) !== null) throw unprocessable("Reference already exists");
    // GitHub gives no reason when it refuses a new ref: not a commit, a rule, or a name below another branch's.
    const failed = "Reference update failed";
    if (!(await isUsable(request, repository, { name, sha }))) throw unprocessable(failed);
    const broken = await brokenRules(repository, { name, from: null, to: sha });
    if (broken.length > 0) throw unprocessable(failed);
    const moved = await repository.git.moveRef({ name, from: absent, to: sha });
    if (!moved.ok) throw unprocessable(failed);
    repository.lag.note("ref", name);
    return {
      status: 201,
      body: await representRef(repository, { name, sha }),
      headers: { location: repository.links.api(`git/${encodePath(name)}`) },
    };
  },
};

const updateRef: Route = {
  method: "PATCH",
  path: "/repos/{owner}/{repo}/git/refs/{ref}",
  docs: "rest/git/refs#update-a-reference",
  permissions: write,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const name = `refs/${parameter(request, "ref")}`;
    const sha = requiredString(request.body, "sha");
    const force = optionalBoolean(request.body, "force") ?? false;
    const from = await repository.git.ref(name);
    if (from === null || repository.lag.hides(request, "ref", name))
      throw unprocessable("Reference does not exist");
    if (!(await isUsable(request, repository, { name, sha }))) throw unprocessable("Object is not a commit");
    if (from === sha) return { status: 200, body: await representRef(repository, { name, sha }) };
    const forward = await repository.git.ancestry.isAncestor(from, sha);
    if (!forward && !force) throw unprocessable("Update is not a fast forward");
    await refuseBrokenRules(repository, { name, from, to: sha });
    const moved = await repository.git.moveRef({ name, from, to: sha });
    if (!moved.ok) throw unprocessable("Reference cannot be updated");
    return { status: 200, body: await representRef(repository, { name, sha }) };
  },
};

const deleteRef: Route = {
  method: "DELETE",
  path: "/repos/{owner}/{repo}/git/refs/{ref}",
  docs: "rest/git/refs#delete-a-reference",
  permissions: write,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const name = `refs/${parameter(request, "ref")}`;
    const from = await repository.git.ref(name);
    if (from === null || repository.lag.hides(request, "ref", name))
      throw unprocessable("Reference does not exist");
    if (name === `refs/heads/${repository.defaultBranch}`)
      throw unprocessable("Cannot delete the default branch");
    await refuseBrokenRules(repository, { name, from, to: null });
    const moved = await repository.git.moveRef({ name, from, to: null });
    if (!moved.ok) throw unprocessable("Reference cannot be updated");
    repository.lag.forget("ref", name);
    return { status: 204 };
  },
};

export const gitRefRoutes: readonly Route[] = [getRef, listMatchingRefs, createRef, updateRef, deleteRef];
