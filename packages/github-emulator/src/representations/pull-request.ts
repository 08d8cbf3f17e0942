import type { HostedRepository } from "../hosted-repository.ts";
import type { Mergeability } from "../pulls/mergeability.ts";
import type { PullRequest } from "../pulls/pull-request.ts";
import { representLabel } from "./label.ts";
import { nodeId, timestamp } from "./node-id.ts";
import { representRepository } from "./repository.ts";
import { representTeam } from "./team.ts";
import { representUser } from "./user.ts";

/** GitHub's `pull-request-simple`, as lists hold it. */
export function representPullRequest(repository: HostedRepository, pull: PullRequest): object {
  const { links, owner } = repository;
  const self = links.api(`pulls/${pull.number}`);
  const issue = links.api(`issues/${pull.number}`);
  const page = links.web(`pull/${pull.number}`);
  const time = (at: number | null): string | null => (at === null ? null : timestamp(at));
  const users = (accounts: PullRequest["assignees"]): object[] =>
    accounts.map((account) => representUser(links, account));
  const end = (ref: string, sha: string): object => ({
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: representUser(links, owner),
    repo: representRepository(repository),
  });
  return {
    url: self,
    id: pullRequestId(repository, pull),
    node_id: nodeId("PullRequest", pullRequestId(repository, pull)),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: representUser(links, pull.author),
    body: pull.body,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: time(pull.closedAt),
    merged_at: time(pull.merge?.at ?? null),
    merge_commit_sha: pull.merge?.commitSha ?? null,
    assignee: users(pull.assignees)[0] ?? null,
    assignees: users(pull.assignees),
    requested_reviewers: users(pull.reviewers),
    requested_teams: pull.teams.map((team) => representTeam(repository, team)),
    labels: pull.labels.map((label) => representLabel(links, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: `${self}/commits`,
    review_comments_url: `${self}/comments`,
    review_comment_url: links.api("pulls/comments{/number}"),
    comments_url: `${issue}/comments`,
    statuses_url: links.api(`statuses/${pull.headSha}`),
    head: end(pull.head, pull.headSha),
    base: end(pull.base, pull.baseSha),
    _links: {
      self: { href: self },
      html: { href: page },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${self}/comments` },
      review_comment: { href: links.api("pulls/comments{/number}") },
      commits: { href: `${self}/commits` },
      statuses: { href: links.api(`statuses/${pull.headSha}`) },
    },
    author_association: pull.author.type === "User" ? "MEMBER" : "NONE",
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** GitHub's `pull-request`, the answer about a single one. */
export async function representFullPullRequest(
  repository: HostedRepository,
  pull: PullRequest,
  mergeability: Mergeability,
): Promise<object> {
  const { git, links } = repository;
  const [divergence, mergeBase] = await Promise.all([
    git.ancestry.divergence(pull.baseSha, pull.headSha),
    git.ancestry.mergeBase(pull.baseSha, pull.headSha),
  ]);
  const changes = mergeBase === null ? [] : await git.diff.changes(mergeBase, pull.headSha);
  const total = (key: "additions" | "deletions"): number => changes.reduce((sum, file) => sum + file[key], 0);
  return {
    ...representPullRequest(repository, pull),
    merged: pull.merge !== null,
    mergeable: mergeability?.mergeable ?? null,
    rebaseable: mergeability?.rebaseable ?? null,
    mergeable_state: mergeability?.state ?? "unknown",
    merged_by: pull.merge === null ? null : representUser(links, pull.merge.by),
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: divergence.ahead,
    additions: total("additions"),
    deletions: total("deletions"),
    changed_files: changes.length,
  };
}

function pullRequestId(repository: HostedRepository, pull: PullRequest): number {
  return repository.id * 10 + 1_000_000_000 + pull.number;
}
