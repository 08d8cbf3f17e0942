import type { Account } from "../accounts.ts";
import type { HostedRepository } from "../hosted-repository.ts";
import type { IssueComment, PullRequest, StateChange } from "../pulls/pull-request.ts";
import { representLabel } from "./label.ts";
import { nodeId, timestamp } from "./node-id.ts";
import { representUser } from "./user.ts";

function association(account: Account): string {
  return account.type === "User" ? "MEMBER" : "NONE";
}

/** GitHub's `issue-comment`. */
export function representComment(
  { links }: HostedRepository,
  pull: PullRequest,
  comment: IssueComment,
): object {
  return {
    url: links.api(`issues/comments/${comment.id}`),
    html_url: links.web(`pull/${pull.number}#issuecomment-${comment.id}`),
    issue_url: links.api(`issues/${pull.number}`),
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    user: representUser(links, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    body: comment.body,
    author_association: association(comment.author),
    performed_via_github_app: null,
  };
}

/** GitHub's `issue`: every pull request is one, too. */
export function representIssue(repository: HostedRepository, pull: PullRequest): object {
  const { links } = repository;
  const self = links.api(`issues/${pull.number}`);
  const page = links.web(`pull/${pull.number}`);
  const assignees = pull.assignees.map((account) => representUser(links, account));
  return {
    url: self,
    repository_url: links.api(),
    labels_url: `${self}/labels{/name}`,
    comments_url: `${self}/comments`,
    events_url: `${self}/events`,
    html_url: page,
    id: repository.id * 10 + 2_000_000_000 + pull.number,
    node_id: nodeId("PullRequest", pull.number),
    number: pull.number,
    title: pull.title,
    user: representUser(links, pull.author),
    labels: pull.labels.map((label) => representLabel(links, label)),
    state: pull.state,
    locked: pull.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: pull.comments.length,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: pull.closedAt === null ? null : timestamp(pull.closedAt),
    author_association: association(pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: links.api(`pulls/${pull.number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.merge === null ? null : timestamp(pull.merge.at),
    },
    body: pull.body,
  };
}

/** GitHub's `state-change-issue-event`. */
export function representStateChange(
  { links }: HostedRepository,
  pull: PullRequest,
  change: StateChange,
): object {
  const commitSha = change.event === "merged" ? (pull.merge?.commitSha ?? null) : null;
  return {
    id: change.id,
    node_id: nodeId("IssueEvent", change.id),
    url: links.api(`issues/events/${change.id}`),
    actor: representUser(links, change.actor),
    event: change.event,
    commit_id: commitSha,
    commit_url: commitSha === null ? null : links.api(`commits/${commitSha}`),
    created_at: timestamp(change.at),
    performed_via_github_app: null,
  };
}
