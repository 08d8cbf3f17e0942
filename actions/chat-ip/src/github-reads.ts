import { record, records, text } from "./answer-shape.ts";
import { blobSha } from "./blob-sha.ts";
import { RefusedError } from "./errors.ts";
import {
  type BranchHead,
  type Comment,
  type Comparison,
  type Entry,
  type Folder,
  type PullRequest,
  type RawCommit,
  type StateChange,
  toBranchCommit,
  toHead,
  toPullRequest,
} from "./github-model.ts";
import type { Octokit } from "./github-request.ts";
import { orNull } from "./or-null.ts";
import { pagesOf } from "./pages.ts";

/** GitHub tells at most this many files of a comparison. */
const comparedFilesLimit = 300;

/** A renamed file is a change in two places. */
const pathsOf = (file: { filename: string; previous_filename?: string | undefined }): string[] =>
  file.previous_filename === undefined ? [file.filename] : [file.filename, file.previous_filename];

/** GitHub shows at most this many entries of a folder; beyond it a file could be overlooked. */
const folderLimit = 1000;

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
    return text(data.default_branch, "the default branch");
  }

  /** The head of a branch, or `null` where there is no such branch. */
  async branchHead(branch: string): Promise<BranchHead | null> {
    const found = await orNull(
      this.#octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", { ...this.#repository, branch }),
    );
    // For a renamed branch GitHub answers with the new one.
    if (!found || text(found.data.name, "a branch's name") !== branch) return null;
    return toHead(found.data.commit);
  }

  /** The commit that a branch points to, or `null`. */
  async refSha(branch: string): Promise<string | null> {
    const found = await orNull(
      this.#octokit.request("GET /repos/{owner}/{repo}/git/ref/{ref}", {
        ...this.#repository,
        ref: `heads/${branch}`,
      }),
    );
    return found && text(record(found.data.object, "a branch's commit").sha, "a branch's commit");
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
    const entries = found.data;
    if (!Array.isArray(entries)) {
      // Of a file it tells the name.
      text(record(entries, "the files of a folder").name, "the files of a folder");
      throw new RefusedError(
        `\`${path}\` is a file in the repository, not a folder. Choose another \`path\`.`,
      );
    }
    // git knows no empty folder.
    text(entries[0]?.name, "the files of a folder");
    if (entries.length >= folderLimit) {
      throw new RefusedError(
        `The folder \`${path}\` holds ${folderLimit} files or more, and GitHub lists no more than that. Choose a folder of its own as \`path\`.`,
      );
    }
    return new Map(
      records(entries, "the files of a folder").map(({ name, type, sha, size, git_url: url }) => [
        text(name, "a file's name"),
        {
          // GitHub lists a submodule as a file; its URL leads to a commit's tree.
          type: type === "file" && !/\/git\/blobs\//.test(String(url)) ? "submodule" : type,
          sha: text(sha, "a file's id"),
          size: Number(size),
        },
      ]),
    );
  }

  /** What a tree holds at its top: name → kind and id. */
  async tree(sha: string): Promise<ReadonlyMap<string, Pick<Entry, "type" | "sha">>> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
      ...this.#repository,
      tree_sha: sha,
    });
    return new Map(
      records(data.tree, "what a tree holds").map(({ path, type, sha: id, mode }) => [
        text(path, "a name in a tree"),
        // To git a symbolic link is a blob like any other.
        {
          type: mode === "120000" ? "symlink" : text(type, "a kind in a tree"),
          sha: text(id, "an id in a tree"),
        },
      ]),
    );
  }

  async blob(sha: string): Promise<Buffer> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
      ...this.#repository,
      file_sha: sha,
    });
    const content = Buffer.from(String(data.content), data.encoding === "base64" ? "base64" : "utf8");
    // An empty file is one, but not where another was asked for.
    text(blobSha(content) === sha ? sha : null, "the content of the file that was asked for");
    return content;
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
      records(data, "the pull requests of the branch")
        // A fork's branch may bear the same name; a deleted fork has no repository.
        .filter(({ head, base }) => head?.ref === branch && head.repo?.id === base?.repo?.id)
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
    return records(data, "the pull requests to the branch").some(({ base }) => base?.ref === branch);
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
    const mergeBase = record(found.data.merge_base_commit, "where two commits part");
    const commits = records(found.data.commits, "the commits between two");
    const files = records(found.data.files ?? [], "the files that differ");
    const complete = found.data.total_commits <= commits.length;
    const newest = complete ? commits : await this.#newestCommits(head);
    return {
      mergeBaseSha: text(mergeBase.sha, "where two commits part"),
      tipTreeSha: toHead(newest.at(-1) ?? mergeBase).treeSha,
      commits: newest.map(toBranchCommit),
      complete,
      files: files.length < comparedFilesLimit ? files.flatMap(pathsOf) : null,
    };
  }

  /** The last hundred commits up to a commit, oldest first. */
  async #newestCommits(head: string): Promise<RawCommit[]> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/commits", {
      ...this.#repository,
      sha: head,
      per_page: 100,
    });
    return records(data, "the newest commits").reverse();
  }

  async commitMessage(sha: string): Promise<string> {
    const { data } = await this.#octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
      ...this.#repository,
      commit_sha: sha,
    });
    // A commit may have none.
    return data.message ?? "";
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
    return records(data, "the rules of the branch").map(({ type }) => text(type, "a rule's type"));
  }
}
