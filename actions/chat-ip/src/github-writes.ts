import { count, record, records, text } from "./answer-shape.ts";
import { type PullRequest, toPullRequest } from "./github-model.ts";
import type { Octokit } from "./github-request.ts";
import { orNull } from "./or-null.ts";

export interface NewCommit {
  readonly sha: string;
  readonly verified: boolean;
  /** GitHub's word, e.g. `valid` or `unsigned` */
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
export class GitHubWrites {
  /** before something is asked for again that its caller has looked for in vain */
  readonly pause: (tries: number) => Promise<void>;
  readonly #octokit: Octokit;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(octokit: Octokit, owner: string, repo: string, pause: (tries: number) => Promise<void>) {
    this.pause = pause;
    this.#octokit = octokit;
    this.#repository = { owner, repo };
  }

  async createTree(baseTree: string, changes: readonly TreeChange[]): Promise<string> {
    const { data } = await this.#octokit.request("POST /repos/{owner}/{repo}/git/trees", {
      ...this.#repository,
      base_tree: baseTree,
      tree: changes.map(({ path, change }) => ({ path, mode: "100644", type: "blob", ...change })),
    });
    return text(data.sha, "a new tree's id");
  }

  /** Without author and committer, so that GitHub signs it for the token's account. */
  async createCommit(message: string, tree: string, parents: readonly string[]): Promise<NewCommit> {
    const { data } = await this.#octokit.request("POST /repos/{owner}/{repo}/git/commits", {
      ...this.#repository,
      message,
      tree,
      parents: [...parents],
    });
    // GitHub Enterprise Server may have no word on signatures.
    const { verified = false, reason = "" } = data.verification ?? {};
    return { sha: text(data.sha, "a new commit's id"), verified, reason, author: data.author?.name ?? "" };
  }

  async createRef(branch: string, sha: string): Promise<void> {
    const { data } = await this.#octokit.request("POST /repos/{owner}/{repo}/git/refs", {
      ...this.#repository,
      ref: `refs/heads/${branch}`,
      sha,
    });
    text(record(data.object, "a new branch's commit").sha, "a new branch's commit");
  }

  /** Moves a branch forward; GitHub refuses where the commit doesn't descend from its tip. */
  async moveRef(branch: string, sha: string): Promise<void> {
    const { data } = await this.#octokit.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...this.#repository,
      ref: `heads/${branch}`,
      sha,
      force: false,
    });
    text(record(data.object, "a moved branch's commit").sha, "a moved branch's commit");
  }

  async deleteRef(branch: string): Promise<void> {
    await this.#octokit.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", {
      ...this.#repository,
      ref: `heads/${branch}`,
    });
  }

  async createPullRequest(pull: {
    title: string;
    body: string;
    head: string;
    base: string;
    draft: boolean;
  }): Promise<PullRequest> {
    const { data } = await this.#octokit.request("POST /repos/{owner}/{repo}/pulls", {
      ...this.#repository,
      ...pull,
    });
    return toPullRequest(data);
  }

  async updatePullRequest(
    number: number,
    change: { title?: string; body?: string; state?: "closed" },
  ): Promise<PullRequest> {
    const { data } = await this.#octokit.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...this.#repository,
      pull_number: number,
      ...change,
    });
    return toPullRequest(data);
  }

  /** Returns the login of the token's account. */
  async createComment(number: number, body: string): Promise<string> {
    const { data } = await this.#octokit.request(
      "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
      {
        ...this.#repository,
        issue_number: number,
        body,
      },
    );
    count(data.id, "a new comment's number");
    return data.user?.login ?? "";
  }

  async updateComment(id: number, body: string): Promise<void> {
    await this.#octokit.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...this.#repository,
      comment_id: id,
      body,
    });
  }

  /** What another run has deleted is gone all the same. */
  async deleteComment(id: number): Promise<void> {
    await orNull(
      this.#octokit.request("DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...this.#repository,
        comment_id: id,
      }),
    );
  }

  async addLabels(number: number, labels: string[]): Promise<void> {
    await this.#octokit.request("POST /repos/{owner}/{repo}/issues/{issue_number}/labels", {
      ...this.#repository,
      issue_number: number,
      labels,
    });
  }

  /** Returns the logins of all who are assigned now: whoever can't be is left out by GitHub without a word. */
  async addAssignees(number: number, assignees: string[]): Promise<string[]> {
    const { data } = await this.#octokit.request(
      "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees",
      {
        ...this.#repository,
        issue_number: number,
        assignees,
      },
    );
    return records(data.assignees, "who is assigned").map(({ login }) => text(login, "a login"));
  }

  async requestReviewers(
    number: number,
    who: { reviewers: string[] } | { team_reviewers: string[] },
  ): Promise<void> {
    await this.#octokit.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", {
      ...this.#repository,
      pull_number: number,
      ...who,
    });
  }
}
