import { noreplyEmail } from "../accounts.ts";
import { directoryMode, type Identity, type TreeEntry, typeOfMode } from "../git/objects.ts";
import { MissingPathError, type TreeChange } from "../git/tree-edit.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import { representGitCommit, webFlowEmail } from "../representations/commit.ts";
import { encodeContent } from "../representations/contents.ts";
import { nodeId } from "../representations/node-id.ts";
import { resolveCommit } from "../resolve-commit.ts";
import { notFound, unprocessable } from "../server/api-refusal.ts";
import {
  isJsonObject,
  type JsonObject,
  objectList,
  optionalString,
  requiredString,
  stringList,
} from "../server/json-body.ts";
import { parameter, type Route } from "../server/route.ts";
import { refuseEmpty } from "./git-refs.ts";

const read = [{ contents: "read" }] as const;
const write = [{ contents: "write" }] as const;

const getCommit: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/commits/{commit_sha}",
  docs: "rest/git/commits#get-a-commit-object",
  permissions: read,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const sha = parameter(request, "commit_sha");
    const commit = await repository.git.commit(sha);
    if (commit === null) throw notFound();
    return { status: 200, body: representGitCommit(repository, sha, commit) };
  },
};

/** An author or committer of the request, or null when none is given. @throws {ApiRefusal} 422 */
function identityIn(body: JsonObject, name: string, now: number): Identity | null {
  const given = body[name];
  if (given === undefined) return null;
  if (!isJsonObject(given))
    throw unprocessable(`Invalid request.\n\nFor 'properties/${name}', expected an object.`);
  const date = optionalString(given, "date");
  const at = date === undefined ? now : Date.parse(date);
  if (Number.isNaN(at)) throw unprocessable(`Invalid request.\n\n${date} is not a valid date.`);
  const [person, email] = [requiredString(given, "name"), requiredString(given, "email")];
  return { name: person, email, time: Math.floor(at / 1000) };
}

const placeholderSignature = [
  "-----BEGIN PGP SIGNATURE-----",
  "",
  "This emulator holds no key. The line stands where github.com puts its signature.",
  "-----END PGP SIGNATURE-----",
  "",
].join("\n");

const createCommit: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/git/commits",
  docs: "rest/git/commits#create-a-commit",
  permissions: write,
  async handle({ body }, repository) {
    await refuseEmpty(repository);
    const { actor, git } = repository;
    const message = requiredString(body, "message");
    const tree = requiredString(body, "tree");
    const parents = stringList(body, "parents");
    if ((await git.tree(tree)) === null) throw unprocessable("Tree SHA does not exist");
    for (const parent of parents) {
      if ((await git.commit(parent)) === null)
        throw unprocessable("Parent SHA does not exist or is not a commit object");
    }
    const now = repository.now();
    const time = Math.floor(now / 1000);
    const account: Identity = { name: actor.login, email: noreplyEmail(actor), time };
    const [author, committer] = [identityIn(body, "author", now), identityIn(body, "committer", now)];
    // GitHub signs for bots, and only what they do not put another name on.
    const signed = repository.tokenKind !== "personal" && author === null && committer === null;
    const commit = {
      tree,
      parents,
      author: author ?? account,
      committer: signed ? { name: "GitHub", email: webFlowEmail, time } : (committer ?? author ?? account),
      signature: signed ? placeholderSignature : (optionalString(body, "signature") ?? null),
      message,
    };
    const sha = await git.writeCommit(commit);
    return { status: 201, body: representGitCommit(repository, sha, commit) };
  },
};

interface ListedEntry extends TreeEntry {
  readonly path: string;
}

async function listTree(
  repository: HostedRepository,
  sha: string,
  prefix: string,
  recursive: boolean,
): Promise<ListedEntry[]> {
  const entries = (await repository.git.tree(sha)) ?? [];
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const listed = { ...entry, path: prefix + entry.name };
      const below =
        recursive && entry.mode === directoryMode
          ? await listTree(repository, entry.sha, `${listed.path}/`, true)
          : [];
      return [listed, ...below];
    }),
  );
  return nested.flat();
}

async function representTree(repository: HostedRepository, sha: string, recursive: boolean): Promise<object> {
  const { git, links } = repository;
  const entries = await listTree(repository, sha, "", recursive);
  const tree = entries.map(async (entry) => {
    const type = typeOfMode(entry.mode);
    const common = { path: entry.path, mode: entry.mode, type, sha: entry.sha };
    if (type === "commit") return common;
    const url = links.api(`git/${type}s/${entry.sha}`);
    return type === "tree"
      ? { ...common, url }
      : { ...common, size: (await git.object(entry.sha))?.content.length, url };
  });
  return { sha, url: links.api(`git/trees/${sha}`), tree: await Promise.all(tree), truncated: false };
}

const getTree: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/trees/{tree_sha}",
  docs: "rest/git/trees#get-a-tree",
  permissions: read,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const wanted = parameter(request, "tree_sha");
    const commit = await resolveCommit(repository, wanted);
    const sha = commit === null ? wanted : ((await repository.git.commit(commit))?.tree ?? wanted);
    if ((await repository.git.tree(sha)) === null) throw notFound();
    // Any value switches it on, "0" and "false" too.
    const body = await representTree(repository, sha, request.query.has("recursive"));
    return { status: 200, body: commit === null ? body : { ...body, sha: commit } };
  },
};

const modes = new Set(["100644", "100755", "040000", "160000", "120000"]);

async function treeChange(repository: HostedRepository, entry: JsonObject): Promise<TreeChange> {
  const path = requiredString(entry, "path");
  if (path.startsWith("/")) throw unprocessable("tree.path cannot start with a slash");
  if (
    path
      .split("/")
      .some((part) => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git")
  )
    throw unprocessable("tree.path contains a malformed path component");
  if (entry.sha === null) return { path, mode: "100644", sha: null };
  const mode = requiredString(entry, "mode");
  if (!modes.has(mode)) throw unprocessable(`tree.mode ${mode} is not a valid mode`);
  const content = optionalString(entry, "content");
  const sha = optionalString(entry, "sha");
  if (content !== undefined && sha !== undefined)
    throw unprocessable("Must supply either tree.sha or tree.content");
  if (content !== undefined) return { path, mode, sha: await repository.git.writeBlob(Buffer.from(content)) };
  if (sha === undefined) throw unprocessable("Must supply tree.sha or tree.content");
  const type = typeOfMode(mode);
  if (type !== "commit" && (await repository.git.object(sha))?.type !== type)
    throw unprocessable(`tree.sha ${sha} is not a valid ${type}`);
  return { path, mode, sha };
}

const createTree: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/git/trees",
  docs: "rest/git/trees#create-a-tree",
  permissions: write,
  async handle({ body }, repository) {
    await refuseEmpty(repository);
    const entries = objectList(body, "tree");
    const baseSha = optionalString(body, "base_tree") ?? null;
    const base = baseSha === null ? null : ((await repository.git.commit(baseSha))?.tree ?? baseSha);
    if (base !== null && (await repository.git.tree(base)) === null)
      throw unprocessable("base_tree is not a valid tree oid");
    const changes = await Promise.all(entries.map((entry) => treeChange(repository, entry)));
    try {
      const sha = await repository.git.writeTree(base, changes);
      return { status: 201, body: await representTree(repository, sha, false) };
    } catch (error) {
      if (error instanceof MissingPathError) throw unprocessable("GitRPC::BadObjectState");
      throw error;
    }
  },
};

const getBlob: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/blobs/{file_sha}",
  docs: "rest/git/blobs#get-a-blob",
  permissions: read,
  async handle(request, repository) {
    await refuseEmpty(repository);
    const sha = parameter(request, "file_sha");
    const object = await repository.git.object(sha);
    if (object?.type !== "blob") throw notFound();
    if (/application\/vnd\.github(\.v3)?\.raw\b/.test(request.accept))
      return {
        status: 200,
        body: object.content,
        contentType: "application/vnd.github.raw+json; charset=utf-8",
      };
    return {
      status: 200,
      body: {
        sha,
        node_id: nodeId("Blob", sha),
        size: object.content.length,
        url: repository.links.api(`git/blobs/${sha}`),
        content: encodeContent(object.content),
        encoding: "base64",
      },
    };
  },
};

const createBlob: Route = {
  method: "POST",
  path: "/repos/{owner}/{repo}/git/blobs",
  docs: "rest/git/blobs#create-a-blob",
  permissions: write,
  async handle({ body }, repository) {
    await refuseEmpty(repository);
    const encoding = optionalString(body, "encoding") === "base64" ? "base64" : "utf8";
    const sha = await repository.git.writeBlob(Buffer.from(requiredString(body, "content"), encoding));
    return { status: 201, body: { sha, url: repository.links.api(`git/blobs/${sha}`) } };
  },
};

export const gitObjectRoutes: readonly Route[] = [
  getCommit,
  createCommit,
  getTree,
  createTree,
  getBlob,
  createBlob,
];
