import type { Comment, Forge, PullRequest } from "@chat-ip/sync";
import { anyText, count, optionalText, records, time, toPullRequest } from "../answers.ts";
import type { Octokit } from "../client.ts";
import { GitHubError } from "../failure.ts";
import { followRename, type Repository, wasRedirected } from "../repository-name.ts";
import { orNull } from "../retry.ts";
import { itemsOf } from "./pages.ts";

/** Requests about pull requests. */
export interface PullRequestReads
  extends Pick<Forge, "mergeMethods" | "pullRequest" | "isBase" | "stateChanges" | "comments"> {
  pullRequests(branch: string, state: "open" | "all"): Promise<readonly PullRequest[]>;
}

export function createPullRequestReads(octokit: Octokit, repository: Repository): PullRequestReads {
  /** As GitHub answers. A filter by the owner's former name finds nothing. */
  async function pullRequestsFrom(branch: string, state: "open" | "all") {
    const { owner } = repository;
    const list = {
      head: `${owner}:${branch}`,
      state,
      sort: "created",
      direction: "desc",
      per_page: 100,
    } as const;
    try {
      return await octokit.request("GET /repos/{owner}/{repo}/pulls", { ...repository, ...list });
    } catch (error) {
      if (error instanceof GitHubError && error.kind === "absent" && (await hasNoPulls())) {
        throw new GitHubError("pulls-off", { id: "pulls-off" }, error);
      }
      throw error;
    }
  }

  /** Where pull requests are turned off, GitHub only says that it finds none. */
  async function hasNoPulls(): Promise<boolean> {
    const found = await orNull(octokit.request("GET /repos/{owner}/{repo}", { ...repository }));
    return (found?.data as { has_pull_requests?: unknown } | undefined)?.has_pull_requests === false;
  }

  return {
    async pullRequests(branch, state) {
      let answer = await pullRequestsFrom(branch, state);
      if (wasRedirected(repository, answer.url)) {
        await followRename(octokit, repository);
        answer = await pullRequestsFrom(branch, state);
      }
      const { data } = answer;
      // GitHub ignores a filter that it can't read, and then answers with every pull request.
      return (
        records(data, "pull_requests")
          // A fork's branch may have the same name; a deleted fork has no repository.
          .filter(({ head, base }) => head?.ref === branch && head.repo?.id === base?.repo?.id)
          .map(toPullRequest)
      );
    },

    async pullRequest(number) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
        ...repository,
        pull_number: number,
      });
      return toPullRequest(data);
    },

    async isBase(branch) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", {
        ...repository,
        base: branch,
        state: "open",
        per_page: 100,
      });
      return records(data, "pull_requests").some(({ base }) => base?.ref === branch);
    },

    /** Only a token that can push sees what the repository allows. */
    async mergeMethods() {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}", { ...repository });
      const allowed = {
        merge: data.allow_merge_commit,
        squash: data.allow_squash_merge,
        rebase: data.allow_rebase_merge,
      };
      const methods = ["merge", "squash", "rebase"] as const;
      if (!methods.some((method) => allowed[method] === true)) return null;
      return methods.filter((method) => allowed[method] === true);
    },

    async stateChanges(number) {
      const events = await itemsOf((page) =>
        octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/events", {
          ...repository,
          issue_number: number,
          ...page,
        }),
      );
      return events.flatMap(({ event, actor, created_at: at }) =>
        event === "closed" || event === "reopened"
          ? [{ event, actor: optionalText(actor?.login), at: time(at, "event.created_at") } as const]
          : [],
      );
    },

    async comments(number) {
      const found = await itemsOf((page) =>
        octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
          ...repository,
          issue_number: number,
          ...page,
        }),
      );
      return found.map(
        ({ id, user, body, updated_at: changed }): Comment => ({
          id: count(id, "comment.id"),
          author: optionalText(user?.login),
          body: anyText(body, "comment.body"),
          changedAt: time(changed, "comment.updated_at"),
        }),
      );
    },
  };
}
