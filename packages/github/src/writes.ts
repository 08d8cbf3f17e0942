import type { NewPullRequest, PullRequest } from "@chat-ip/sync";
import { count, optionalText, record, records, text, toPullRequest } from "./answers.ts";
import type { Octokit } from "./client.ts";
import type { Repository } from "./repository-name.ts";
import { orNull } from "./retry.ts";

export interface NewCommit {
  readonly sha: string;
  readonly verified: boolean;
  /** GitHub's word, such as `valid` or `unsigned` */
  readonly reason: string;
  /** name of the token's account */
  readonly author: string;
}

/** One file of a new tree: content to write, a blob that is already there, or `null` to delete it. */
export interface TreeChange {
  readonly path: string;
  readonly change: { readonly content: string } | { readonly sha: string | null };
}

/** What the Action changes through GitHub's REST API: a request each. */
export interface Writes {
  createTree(baseTree: string, changes: readonly TreeChange[]): Promise<string>;
  createCommit(message: string, tree: string, parents: readonly string[]): Promise<NewCommit>;
  createRef(branch: string, sha: string): Promise<void>;
  moveRef(branch: string, sha: string): Promise<void>;
  deleteRef(branch: string): Promise<void>;
  createPullRequest(pull: NewPullRequest): Promise<PullRequest>;
  updatePullRequest(
    number: number,
    change: { readonly title?: string; readonly body?: string; readonly state?: "closed" },
  ): Promise<PullRequest>;
  createComment(number: number, body: string): Promise<string>;
  updateComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  addAssignees(number: number, assignees: readonly string[]): Promise<readonly string[]>;
  requestReviewers(
    number: number,
    who: { readonly reviewers: readonly string[] } | { readonly teams: readonly string[] },
  ): Promise<void>;
}

export function createWrites(octokit: Octokit, repository: Repository): Writes {
  return {
    async createTree(baseTree, changes) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/git/trees", {
        ...repository,
        base_tree: baseTree,
        tree: changes.map(({ path, change }) => ({ path, mode: "100644", type: "blob", ...change })),
      });
      return text(data.sha, "tree.sha");
    },

    /** Without author and committer, so that GitHub signs it for the token's account. */
    async createCommit(message, tree, parents) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/git/commits", {
        ...repository,
        message,
        tree,
        parents: [...parents],
      });
      // GitHub Enterprise Server may say nothing on signatures.
      const { verified, reason } = data.verification ?? {};
      return {
        sha: text(data.sha, "commit.sha"),
        verified: verified === true,
        reason: optionalText(reason),
        author: optionalText(data.author?.name),
      };
    },

    async createRef(branch, sha) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/git/refs", {
        ...repository,
        ref: `refs/heads/${branch}`,
        sha,
      });
      text(record(data.object, "ref.object").sha, "ref.object");
    },

    /** Moves a branch forward; GitHub refuses where the commit doesn't descend from its tip. */
    async moveRef(branch, sha) {
      const { data } = await octokit.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
        ...repository,
        ref: `heads/${branch}`,
        sha,
        force: false,
      });
      text(record(data.object, "ref.object").sha, "ref.object");
    },

    async deleteRef(branch) {
      await octokit.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", {
        ...repository,
        ref: `heads/${branch}`,
      });
    },

    async createPullRequest(pull) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/pulls", { ...repository, ...pull });
      return toPullRequest(data);
    },

    async updatePullRequest(number, change) {
      const { data } = await octokit.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
        ...repository,
        pull_number: number,
        ...change,
      });
      return toPullRequest(data);
    },

    /** Returns the login of the token's account. */
    async createComment(number, body) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...repository,
        issue_number: number,
        body,
      });
      count(data.id, "comment.id");
      return optionalText(data.user?.login);
    },

    async updateComment(id, body) {
      await octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...repository,
        comment_id: id,
        body,
      });
    },

    /** A comment that another run has deleted is gone all the same. */
    async deleteComment(id) {
      await orNull(
        octokit.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
          ...repository,
          comment_id: id,
        }),
      );
    },

    async addLabels(number, labels) {
      await octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
        ...repository,
        issue_number: number,
        labels: [...labels],
      });
    },

    /** Returns the logins of all who are assigned now: GitHub leaves out who can't be, without a word. */
    async addAssignees(number, assignees) {
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/assignees", {
        ...repository,
        issue_number: number,
        assignees: [...assignees],
      });
      return records(data.assignees, "issue.assignees").map(({ login }) => text(login, "user.login"));
    },

    async requestReviewers(number, who) {
      const names = "teams" in who ? { team_reviewers: [...who.teams] } : { reviewers: [...who.reviewers] };
      await octokit.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
        ...repository,
        pull_number: number,
        ...names,
      });
    },
  };
}
