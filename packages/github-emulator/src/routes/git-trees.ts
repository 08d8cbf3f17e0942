import { directoryMode, typeOfMode } from "../git/objects.ts";
import { MissingPathError, type TreeChange } from "../git/tree-edit.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { representTree } from "../representations/tree.ts";
import { resolveCommit } from "../resolve-commit.ts";
import { notFound, unprocessable } from "../server/api-refusal.ts";
import { type JsonObject, objectList, optionalString, requiredString } from "../server/json-body.ts";
import { refuseEmpty } from "../server/refuse-empty.ts";
import { parameter, type Route } from "../server/route.ts";

const getTree: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/trees/{tree_sha}",
  docs: "rest/git/trees#get-a-tree",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    await refuseEmpty(repository);
    const wanted = parameter(request, "tree_sha");
    const commitSha = await resolveCommit(repository, wanted, request);
    const commit = commitSha === null ? null : await repository.git.commit(commitSha);
    const tree = commit?.tree ?? wanted;
    if ((await repository.git.tree(tree)) === null || repository.lag.hides(request, "object", tree))
      throw notFound();
    // Any value switches it on, "0" and "false" too.
    const body = await representTree(repository, tree, { recursive: request.query.has("recursive") });
    // If you ask by commit, the answer has the commit's SHA-1.
    return { status: 200, body: { ...body, sha: commitSha ?? tree } };
  },
};

const modes = new Set(["100644", "100755", "040000", "160000", "120000"]);

/** What GitHub says to a tree that git itself would not store. */
const badObject = "GitRPC::BadObjectState";

function refuseBadPath(path: string): void {
  if (path.startsWith("/")) throw unprocessable("tree.path cannot start with a slash");
  const malformed = (part: string): boolean => ["", ".", "..", ".git"].includes(part.toLowerCase());
  if (path.split("/").some(malformed)) throw unprocessable("tree.path contains a malformed path component");
}

async function treeChange(repository: HostedRepository, entry: JsonObject): Promise<TreeChange> {
  const path = requiredString(entry, "path");
  refuseBadPath(path);
  const mode = optionalString(entry, "mode") ?? "";
  if (!modes.has(mode)) throw unprocessable("Must supply a valid tree.mode");
  if (entry.sha === null) return { path, mode, sha: null };
  const [content, sha] = [optionalString(entry, "content"), optionalString(entry, "sha")];
  if ((content === undefined) === (sha === undefined)) {
    throw unprocessable(
      "Must supply either tree.sha or tree.content. Request will be rejected if both are present.",
    );
  }
  if (sha === undefined) {
    if (mode === directoryMode) throw unprocessable("A subdirectory may not have content");
    return { path, mode, sha: repository.git.writeBlob(Buffer.from(content ?? "")) };
  }
  const type = optionalString(entry, "type") ?? typeOfMode(mode);
  // A submodule's commit is in another repository, so it isn't looked up here.
  const found =
    type === "commit" ? /^[0-9a-f]{40}$/.test(sha) : (await repository.git.object(sha))?.type === type;
  if (!found) throw unprocessable(`tree.sha ${sha} is not a valid ${type}`);
  if (typeOfMode(mode) !== type || /^0+$/.test(sha)) throw unprocessable(badObject);
  return { path, mode, sha };
}

const createTree: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/git/trees",
  docs: "rest/git/trees#create-a-tree",
  permissions: [{ contents: "write" }],
  async handle(request, repository) {
    await refuseEmpty(repository);
    const { body } = request;
    const { lag } = repository;
    const entries = objectList(body, "tree");
    const base = optionalString(body, "base_tree") ?? null;
    if (base !== null && ((await repository.git.tree(base)) === null || lag.hides(request, "object", base)))
      throw unprocessable("base_tree is not a valid tree oid");
    const changes = await Promise.all(entries.map((entry) => treeChange(repository, entry)));
    try {
      const sha = await repository.git.writeTree(base, changes);
      lag.note("object", sha);
      return { status: 201, body: await representTree(repository, sha, { recursive: false }) };
    } catch (error) {
      if (error instanceof MissingPathError) throw unprocessable(badObject);
      throw error;
    }
  },
};

export const gitTreeRoutes: readonly Route[] = [getTree, createTree];
