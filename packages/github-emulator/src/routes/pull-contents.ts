import { representCommit } from "../representations/commit.ts";
import { representFile } from "../representations/comparison.ts";
import { paginate } from "../server/pagination.ts";
import type { Route } from "../server/route.ts";
import { pullOf } from "./pulls.ts";

/** GitHub lists no more than these, on however many pages. */
const mostCommits = 250;
const mostFiles = 3000;

const listPullCommits: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}/commits",
  docs: "rest/pulls/pulls#list-commits-on-a-pull-request",
  permissions: [{ pull_requests: "read" }],
  async handle(request, repository) {
    const pull = pullOf(request, repository);
    const { git, links } = repository;
    const shas = await git.history.commitsBetween(pull.baseSha, pull.headSha, 10_000);
    const oldest = shas.toReversed().slice(0, mostCommits);
    const commits = await Promise.all(oldest.map(async (sha) => ({ sha, commit: await git.commit(sha) })));
    return paginate(request, links.api(`pulls/${pull.number}/commits`), commits, ({ sha, commit }) => {
      if (commit === null) throw new Error(`${sha} is not a commit`);
      return representCommit(repository, sha, commit);
    });
  },
};

const listPullFiles: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}/files",
  docs: "rest/pulls/pulls#list-pull-requests-files",
  permissions: [{ pull_requests: "read" }],
  async handle(request, repository) {
    const pull = pullOf(request, repository);
    const { git, links } = repository;
    const mergeBase = await git.ancestry.mergeBase(pull.baseSha, pull.headSha);
    const changes = mergeBase === null ? [] : await git.diff.changes(mergeBase, pull.headSha);
    const ends = { from: mergeBase ?? pull.baseSha, to: pull.headSha };
    const files = await Promise.all(
      changes.slice(0, mostFiles).map((change) => representFile(repository, ends, change)),
    );
    return paginate(request, links.api(`pulls/${pull.number}/files`), files, (file) => file);
  },
};

export const pullContentRoutes: readonly Route[] = [listPullCommits, listPullFiles];
