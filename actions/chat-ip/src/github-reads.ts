import { RefusedError } from "./errors.ts";
import type { Octokit } from "./github-request.ts";
import { orNull } from "./or-null.ts";

/** A file or folder in a listing. */
export interface Entry {
  readonly type: string;
  readonly sha: string;
  readonly size: number;
}
/** A folder of one commit: name → entry; empty where there is no such folder. */
export type Folder = ReadonlyMap<string, Entry>;

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly open: boolean;
  readonly merged: boolean;
  readonly title: string;
  readonly body: string;
  readonly base: string;
  readonly headSha: string;
  readonly author: string;
}

/** The newest commit of a branch. */
export interface BranchHead {
  readonly sha: string;
  readonly treeSha: string;
}

export interface BranchCommit {
  readonly sha: string;
  readonly message: string;
}

/** How a branch stands to its base. */
export interface Comparison {
  readonly mergeBaseSha: string;
  readonly tipTreeSha: string;
  /** commits that the base lacks, oldest first */
  readonly commits: readonly BranchCommit[];
  /** false where there are more commits than GitHub tells at once */
  readonly complete: boolean;
  /** paths that differ between the merge base and the branch; `null` where there are more than GitHub tells */
  readonly files: readonly string[] | null;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  /** when it was last changed, ms since 1970 */
  readonly changedAt: number;
}

/** Somebody closed a pull request, or opened it again. */
export interface StateChange {
  readonly event: "closed" | "reopened";
  /** `""` where they are gone */
  readonly actor: string;
  /** ms since 1970 */
  readonly at: number;
}

/** GitHub tells at most this many files of a comparison. */
const comparedFilesLimit = 300;

/** A renamed file is a change in two places. */
const pathsOf = (file: { filename: string; previous_filename?: string | undefined }): string[] =>
  file.previous_filename === undefined ? [file.filename] : [file.filename, file.previous_filename];

/** GitHub shows at most this many entries of a folder; beyond it a file could be overlooked. */
const folderLimit = 1000;

interface RawPull {
  number: number;
  html_url: string;
  state: string;
  merged_at?: string | null;
  title: string;
  body: string | null;
  base: { ref: string };
  head: { ref: string; sha: string };
  user: { login: string } | null;
}

/** The part of a pull request that the Action looks at. */
export const toPullRequest = (raw: RawPull): PullRequest => ({
  number: raw.number,
  url: raw.html_url,
  open: raw.state === "open",
  merged: Boolean(raw.merged_at),
  title: raw.title,
  body: raw.body ?? "",
  base: raw.base.ref,
  headSha: raw.head.sha,
  author: raw.user?.login ?? "",
});

const pageSize = 100;
const mostPages = 10;

/** The items of a list's pages, one after the other. */
async function* pagesOf<Item>(
  ask: (page: { per_page: number; page: number }) => Promise<{ data: Item[] }>,
): AsyncGenerator<Item> {
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await ask({ per_page: pageSize, page });
    yield* data;
    if (data.length < pageSize) return;
  }
}

/** What the Action asks of GitHub's REST API: a request each, with the part of the answer that it needs. */
export class GitHubReads {
  readonly owner: string;
  readonly repo: string;
  readonly #octokit: Octokit;

  constructor(octokit: Octokit, owner: string, repo: string) {
    this.#octokit = octokit;
    this.owner = owner;
    this.repo = repo;
  }

  get #repository(): { owner: string; repo: string } {
    return { owner: this.owner, repo: this.repo };
  }

  async defaultBranch(): Promise<string> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}", this.#repository);
    return data.default_branch;
  }

  /** The head of a branch, or `null` where there is no such branch. */
  async branchHead(branch: string): Promise<BranchHead | null> {
    const found = await orNull(
      this.#octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", { ...this.#repository, branch }),
    );
    // For a renamed branch GitHub answers with the new one.
    if (!found || found.data.name !== branch) return null;
    return { sha: found.data.commit.sha, treeSha: found.data.commit.commit.tree.sha };
  }

  /** The commit that a branch points to, or `null`. */
  async refSha(branch: string): Promise<string | null> {
    const found = await orNull(
      this.#octokit.request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
        ...this.#repository,
        ref: `heads/${branch}`,
      }),
    );
    return found?.data.object.sha ?? null;
  }

  /**
   * Lists a folder at a commit or branch; of the default branch where `ref` is `null`.
   * @throws {RefusedError} where the path is no folder, or holds more entries than GitHub lists.
   */
  async folder(path: string, ref: string | null): Promise<Folder> {
    const found = await orNull(
      this.#octokit.request("GET /repos/{owner}/{repo}/contents/{path}", {
        ...this.#repository,
        path,
        ...(ref === null ? {} : { ref }),
      }),
    );
    if (!found) return new Map();
    const entries: unknown = found.data;
    if (!Array.isArray(entries)) {
      throw new RefusedError(
        `\`${path}\` is a file in the repository, not a folder. Choose another \`path\`.`,
      );
    }
    if (entries.length >= folderLimit) {
      throw new RefusedError(
        `The folder \`${path}\` holds ${folderLimit} files or more, and GitHub lists no more than that. Choose a folder of its own as \`path\`.`,
      );
    }
    return new Map(
      entries.map(({ name, type, sha, size, git_url: url }) => [
        name,
        // GitHub lists a submodule as a file; its URL leads to a commit's tree.
        { type: type === "file" && !/\/git\/blobs\//.test(String(url)) ? "submodule" : type, sha, size },
      ]),
    );
  }

  async blob(sha: string): Promise<Buffer> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
      ...this.#repository,
      file_sha: sha,
    });
    return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
  }

  /** Pull requests whose head is this branch of this repository, newest first. */
  async pullRequests(branch: string, state: "open" | "all"): Promise<PullRequest[]> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/pulls", {
      ...this.#repository,
      head: `${this.owner}:${branch}`,
      state,
      sort: "created",
      direction: "desc",
      per_page: 100,
    });
    // GitHub ignores a filter that it can't read, and then answers with every pull request.
    return (
      data
        // A fork's branch may bear the same name; a deleted fork has no repository.
        .filter(({ head, base }) => head.ref === branch && head.repo?.id === base.repo.id)
        .map(toPullRequest)
    );
  }

  /** Does an open pull request go to this branch? */
  async isBase(branch: string): Promise<boolean> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/pulls", {
      ...this.#repository,
      base: branch,
      state: "open",
      per_page: 100,
    });
    return data.some(({ base }) => base.ref === branch);
  }

  /** One pull request as it is now. */
  async pullRequest(number: number): Promise<PullRequest> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...this.#repository,
      pull_number: number,
    });
    return toPullRequest(data);
  }

  /** Who closed a pull request and opened it again, oldest first; up to its first thousand events. */
  async stateChanges(number: number): Promise<StateChange[]> {
    const pages = pagesOf((page) =>
      this.#octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/events", {
        ...this.#repository,
        issue_number: number,
        ...page,
      }),
    );
    const changes: StateChange[] = [];
    for await (const { event, actor, created_at: at } of pages) {
      if (event === "closed" || event === "reopened")
        changes.push({ event, actor: actor?.login ?? "", at: Date.parse(at ?? "") });
    }
    return changes;
  }

  /** Compares two commits; `null` where they share no history or one is not there. */
  async compare(base: string, head: string): Promise<Comparison | null> {
    const found = await orNull(
      this.#octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
        ...this.#repository,
        basehead: `${base}...${head}`,
      }),
    );
    if (!found) return null;
    const { merge_base_commit: mergeBase, commits, total_commits: total, files = [] } = found.data;
    const complete = total <= commits.length;
    const newest = complete ? commits : await this.#newestCommits(head);
    const tip = newest.at(-1) ?? mergeBase;
    return {
      mergeBaseSha: mergeBase.sha,
      tipTreeSha: tip.commit.tree.sha,
      commits: newest.map(({ sha, commit }) => ({ sha, message: commit.message })),
      complete,
      files: files.length < comparedFilesLimit ? files.flatMap(pathsOf) : null,
    };
  }

  /** The last hundred commits up to a commit, oldest first. */
  async #newestCommits(
    head: string,
  ): Promise<{ sha: string; commit: { message: string; tree: { sha: string } } }[]> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/commits", {
      ...this.#repository,
      sha: head,
      per_page: 100,
    });
    return data.reverse();
  }

  async commitMessage(sha: string): Promise<string> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
      ...this.#repository,
      commit_sha: sha,
    });
    return data.message;
  }

  /** All comments on a pull request, up to the first thousand. */
  async comments(number: number): Promise<Comment[]> {
    const pages = pagesOf((page) =>
      this.#octokit.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...this.#repository,
        issue_number: number,
        ...page,
      }),
    );
    const found: Comment[] = [];
    for await (const { id, user, body, updated_at: changed } of pages)
      found.push({
        id: Number(id),
        author: user?.login ?? "",
        body: body ?? "",
        changedAt: Date.parse(changed),
      });
    return found;
  }

  /** The types of the rules in force on a branch. */
  async ruleTypes(branch: string): Promise<string[]> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", {
      ...this.#repository,
      branch,
    });
    return data.map(({ type }) => type);
  }
}
