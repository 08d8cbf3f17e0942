import type { HostedRepository } from "../hosted-repository.ts";
import { isEmpty } from "../hosted-repository.ts";
import { encodePath } from "../links.ts";
import { representCommit } from "../representations/commit.ts";
import { representComparison } from "../representations/comparison.ts";
import { resolveCommit } from "../resolve-commit.ts";
import { ApiRefusal, notFound } from "../server/api-refusal.ts";
import { pageOf, paginate } from "../server/pagination.ts";
import { parameter, type Route } from "../server/route.ts";

async function commitAt(repository: HostedRepository, sha: string): Promise<object> {
  const commit = await repository.git.commit(sha);
  if (commit === null) throw new Error(`history names ${sha}, which is no commit`);
  return representCommit(repository, sha, commit);
}

const listCommits: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/commits",
  docs: "rest/commits/commits#list-commits",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    if (await isEmpty(repository)) throw new ApiRefusal(409, "Git Repository is empty.");
    const head = await resolveCommit(repository, request.query.get("sha") || repository.defaultBranch);
    if (head === null) throw notFound();
    const { page, perPage } = pageOf(request);
    const path = request.query.get("path") ?? "";
    // One more than the page ends with tells whether there is another.
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
    const sha = await resolveCommit(repository, ref);
    if (sha === null) throw new ApiRefusal(422, `No commit found for SHA: ${ref}`);
    return { status: 200, body: await commitAt(repository, sha) };
  },
};

/** Splits "base...head" and takes "owner:" off each side, where it is this repository's own. */
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
      resolveCommit(repository, base),
      resolveCommit(repository, head),
    ]);
    if (baseSha === null || headSha === null) throw notFound();
    const mergeBase = await repository.git.ancestry.mergeBase(baseSha, headSha);
    if (mergeBase === null) throw notFound(`No common ancestor between ${base} and ${head}.`);
    const name = `${encodePath(base)}...${encodePath(head)}`;
    return {
      status: 200,
      body: await representComparison(repository, { name, baseSha, headSha, mergeBase }),
    };
  },
};

export const commitRoutes: readonly Route[] = [listCommits, getCommit, compareCommits];
