import type { HostedRepository } from "../hosted-repository.ts";
import { nodeId, timestamp } from "./node-id.ts";
import { representUser } from "./user.ts";

const templates: Readonly<Record<string, string>> = {
  archive_url: "{archive_format}{/ref}",
  assignees_url: "assignees{/user}",
  blobs_url: "git/blobs{/sha}",
  branches_url: "branches{/branch}",
  collaborators_url: "collaborators{/collaborator}",
  comments_url: "comments{/number}",
  commits_url: "commits{/sha}",
  compare_url: "compare/{base}...{head}",
  contents_url: "contents/{+path}",
  contributors_url: "contributors",
  deployments_url: "deployments",
  downloads_url: "downloads",
  events_url: "events",
  forks_url: "forks",
  git_commits_url: "git/commits{/sha}",
  git_refs_url: "git/refs{/sha}",
  git_tags_url: "git/tags{/sha}",
  hooks_url: "hooks",
  issue_comment_url: "issues/comments{/number}",
  issue_events_url: "issues/events{/number}",
  issues_url: "issues{/number}",
  keys_url: "keys{/key_id}",
  labels_url: "labels{/name}",
  languages_url: "languages",
  merges_url: "merges",
  milestones_url: "milestones{/number}",
  notifications_url: "notifications{?since,all,participating}",
  pulls_url: "pulls{/number}",
  releases_url: "releases{/id}",
  stargazers_url: "stargazers",
  statuses_url: "statuses/{sha}",
  subscribers_url: "subscribers",
  subscription_url: "subscription",
  tags_url: "tags",
  teams_url: "teams",
  trees_url: "git/trees{/sha}",
};

/** GitHub's `repository`, as a pull request holds it. */
export function representRepository(repository: HostedRepository): object {
  const { links, name, fullName } = repository;
  const host = new URL(links.webRoot).host;
  const created = timestamp(repository.createdAt);
  const openIssues = repository.pulls.all().filter((pull) => pull.state === "open").length;
  const urls = Object.entries(templates).map(([key, path]) => [key, links.api(path)]);
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name,
    full_name: fullName,
    private: repository.private,
    owner: representUser(links, repository.owner),
    html_url: links.web(),
    description: null,
    fork: false,
    url: links.api(),
    ...Object.fromEntries(urls),
    created_at: created,
    updated_at: created,
    pushed_at: created,
    git_url: `git://${host}/${fullName}.git`,
    ssh_url: `git@${host}:${fullName}.git`,
    clone_url: `${links.web()}.git`,
    svn_url: links.web(),
    homepage: null,
    mirror_url: null,
    language: null,
    license: null,
    size: 1,
    stargazers_count: 0,
    watchers_count: 0,
    forks_count: 0,
    open_issues_count: openIssues,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    has_pull_requests: repository.settings.pullRequests,
    archived: repository.settings.archived,
    disabled: false,
    allow_forking: false,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? "private" : "public",
    forks: 0,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** GitHub's `full-repository`, the answer to `GET /repos/{owner}/{repo}`. */
export function representFullRepository(repository: HostedRepository): object {
  const mayPush = repository.permissions.contents === "write";
  const { mergeMethods, deleteBranchOnMerge } = repository.settings;
  // Only tokens that can write contents see the merge settings.
  const merging = {
    allow_merge_commit: mergeMethods.includes("merge"),
    allow_squash_merge: mergeMethods.includes("squash"),
    allow_rebase_merge: mergeMethods.includes("rebase"),
    allow_auto_merge: false,
    delete_branch_on_merge: deleteBranchOnMerge,
  };
  return {
    ...representRepository(repository),
    permissions: { admin: false, maintain: false, push: mayPush, triage: mayPush, pull: true },
    ...(mayPush ? merging : {}),
    organization: representUser(repository.links, repository.owner),
    network_count: 0,
    subscribers_count: 0,
  };
}
