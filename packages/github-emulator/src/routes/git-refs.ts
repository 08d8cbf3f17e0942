import { isRefName } from "../git/ref-names.ts";
import { absent } from "../git/refs.ts";
import { type HostedRepository, isEmpty } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";
import { refuseBrokenRules } from "../push-rules.ts";
import { representRef } from "../representations/ref.ts";
import { ApiRefusal, notFound, unprocessable } from "../server/api-refusal.ts";
import { optionalBoolean, requiredString } from "../server/json-body.ts";
import { parameter, type Route } from "../server/route.ts";

const read = [{ contents: "read" }] as const;
const write = [{ contents: "write" }] as const;

export async function refuseEmpty(repository: HostedRepository): Promise<void> {
  if (await isEmpty(repository)) throw new ApiRefusal(409, "Git Repository is empty.");
}

const getRef: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/ref/{ref}",
  docs: "rest/git/refs#get-a-reference",
  permissions: read,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const name = `refs/${parameter(request, "ref")}`;
    const sha = await repository.git.ref(name);
    if (sha === null) throw notFound();
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
    const refs = await repository.git.refs(`refs/${parameter(request, "ref")}`);
    return { status: 200, body: await Promise.all(refs.map((ref) => representRef(repository, ref))) };
  },
};

/** @throws {ApiRefusal} 422 when there is no such object, or it is no commit that a branch could hold */
async function refuseUnusable(repository: HostedRepository, name: string, sha: string): Promise<void> {
  if (!/^[0-9a-f]{40}$/.test(sha))
    throw unprocessable(`The sha parameter must be exactly 40 characters and contain only [0-9a-f].`);
  const object = await repository.git.object(sha);
  if (object === null) throw unprocessable("Object does not exist");
  if (name.startsWith("refs/heads/") && object.type !== "commit")
    throw unprocessable(`Object is not a commit`);
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
    if (!isRefName(name)) throw unprocessable(`${name} is not a valid ref name.`);
    if ((await repository.git.ref(name)) !== null) throw unprocessable("Reference already exists");
    await refuseUnusable(repository, name, sha);
    await refuseBrokenRules(repository, { name, from: null, to: sha });
    const moved = await repository.git.moveRef({ name, from: absent, to: sha });
    // What remains is a name that is a folder of another branch's name, or the other way round.
    if (!moved.ok) throw unprocessable("Reference update failed");
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
    if (from === null) throw unprocessable("Reference does not exist");
    await refuseUnusable(repository, name, sha);
    const forward = await repository.git.history.isAncestor(from, sha);
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
    if (from === null) throw unprocessable("Reference does not exist");
    if (name === `refs/heads/${repository.defaultBranch}`)
      throw unprocessable("Cannot delete the default branch");
    await refuseBrokenRules(repository, { name, from, to: null });
    const moved = await repository.git.moveRef({ name, from, to: null });
    if (!moved.ok) throw unprocessable("Reference cannot be updated");
    return { status: 204 };
  },
};

export const gitRefRoutes: readonly Route[] = [getRef, listMatchingRefs, createRef, updateRef, deleteRef];
