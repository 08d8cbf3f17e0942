import type { HostedRepository } from "../hosted-repository.ts";
import { isEmpty } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";
import { representCommit } from "../representations/commit.ts";
import { representComparison, representFile } from "../representations/comparison.ts";
import { resolveCommit } from "../resolve-commit.ts";
import { ApiRefusal, notFound } from "../server/api-refusal.ts";
import { pageOf, paginate } from "../server/pagination.ts";
import { parameter, type Route, type RouteRequest } from "../server/route.ts";

async function commitAt(repository: HostedRepository, sha: string): Promise<object> {
  const commit = await repository.git.commit(sha);
  if (commit === null) throw new Error(`history names ${sha}, which is not a commit`);
  return representCommit(repository, sha, commit);
}

/** What git calls the tree without entries; it knows it in every repository. */
const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** A commit with the files that it changes, compared with its first parent. */
async function commitWithFiles(
  request: RouteRequest,
  repository: HostedRepository,
  sha: string,
): Promise<object> {
  const { git } = repository;
  const from = (await git.commit(sha))?.parents[0] ?? emptyTree;
  const changes = await git.diff.changes(from, sha);
  const total = (key: "additions" | "deletions"): number => changes.reduce((sum, file) => sum + file[key], 0);
  const [additions, deletions] = [total("additions"), total("deletions")];
  const { page } = pageOf(request);
  const perPage = request.query.has("per_page") ? pageOf(request).perPage : 300;
  const shown = changes.slice((page - 1) * perPage, page * perPage);
  return {
    ...(await commitAt(repository, sha)),
    stats: { total: additions + deletions, additions, deletions },
    files: await Promise.all(shown.map((change) => representFile(repository, { from, to: sha }, change))),
  };
}

const listCommits: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/commits",
  docs: "rest/commits/commits#list-commits",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    if (await isEmpty(repository)) throw new ApiRefusal(409, "Git Repository is empty.");
    const head = await resolveCommit(
      repository,
      request.query.get("sha") || repository.defaultBranch,
      request,
    );
    if (head === null) throw notFound();
    const { page, perPage } = pageOf(request);
    const path = request.query.get("path") ?? "";
    // One more than fits on this page, to know whether there is a next one.
    const shas = await repository.git.history.commitsTouching(head, path, page * perPage + 1);
    const commits = await Promise.all(
      shas.map(async (sha, index) =>
        index >= (page - 1) * perPage && index < page * perPage ? commitAt(repository, sha) : {},
      ),
    );
    return paginate(request, repository.links.api("commits"), commits, (commit) => commit);
  },
};

const getCommit: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/commits/{ref}",
  docs: "rest/commits/commits#get-a-commit",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    if (await isEmpty(repository)) throw new ApiRefusal(409, "Git Repository is empty.");
    const ref = parameter(request, "ref");
    const sha = await resolveCommit(repository, ref, request);
    if (sha === null) throw new ApiRefusal(422, `No commit found for SHA: ${ref}`);
    return { status: 200, body: await commitWithFiles(request, repository, sha) };
  },
};

/** Splits "base...head" and removes this repository's "owner:" from each side. */
function sidesOf(basehead: string, owner: string): { base: string; head: string } {
  const at = basehead.indexOf("...");
  if (at === -1) throw notFound();
  const own = (side: string): string => {
    const colon = side.indexOf(":");
    if (colon === -1) return side;
    if (side.slice(0, colon).toLowerCase() !== owner.toLowerCase()) throw notFound();
    return side.slice(colon + 1);
  };
  return { base: own(basehead.slice(0, at)), head: own(basehead.slice(at + 3)) };
}

const compareCommits: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/compare/{basehead}",
  docs: "rest/commits/commits#compare-two-commits",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    const { base, head } = sidesOf(parameter(request, "basehead"), repository.owner.login);
    const [baseSha, headSha] = await Promise.all([
      resolveCommit(repository, base, request),
      resolveCommit(repository, head, request),
    ]);
    if (baseSha === null || headSha === null) throw notFound();
    const mergeBase = await repository.git.ancestry.mergeBase(baseSha, headSha);
    if (mergeBase === null) throw notFound(`No common ancestor between ${base} and ${head}.`);
    const name = `${encodePath(base)}...${encodePath(head)}`;
    const { page, perPage } = request.query.has("per_page") ? pageOf(request) : { page: 1, perPage: 250 };
    const comparison = { name, baseSha, headSha, mergeBase, page, perPage };
    return { status: 200, body: await representComparison(repository, comparison) };
  },
};

export const commitRoutes: readonly Route[] = [listCommits, getCommit, compareCommits];
