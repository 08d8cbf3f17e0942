import type { Comment, Comparison, Entry, Folder, Forge, PullRequest } from "@chat-ip/sync";
import { RefusedError } from "@chat-ip/sync/start";
import {
  anyText,
  count,
  optionalText,
  type RawCommit,
  record,
  records,
  size,
  text,
  time,
  toBranchCommit,
  toHead,
  toPullRequest,
} from "./answers.ts";
import { blobId } from "./blob-id.ts";
import type { Octokit } from "./client.ts";
import { GitHubError } from "./failure.ts";
import { explainPullsOff } from "./refusals.ts";
import { followRename, type Repository, wasRedirected } from "./repository-name.ts";
import { orNull } from "./retry.ts";

/** GitHub lists at most this many files of a comparison. */
const comparedFilesLimit = 300;
/** GitHub lists at most this many entries of a folder; beyond it a file could be overlooked. */
const folderLimit = 1000;
const pageSize = 100;
const mostPages = 10;

/** The reading half of the port, and what the writing half looks up. */
export interface Reads
  extends Pick<
    Forge,
    | "defaultBranch"
    | "branchHead"
    | "branchTip"
    | "folders"
    | "tree"
    | "read"
    | "commitMessage"
    | "compare"
    | "mergeMethods"
    | "pullRequest"
    | "isBase"
    | "stateChanges"
    | "comments"
  > {
  pullRequests(branch: string, state: "open" | "all"): Promise<readonly PullRequest[]>;
  /** The types of the rules of rulesets in force on a branch. */
  ruleTypes(branch: string): Promise<readonly string[]>;
  /** Is the branch protected, by rulesets or by classic protection? */
  isProtected(branch: string): Promise<boolean>;
  /** A branch that leaves no room for the name of another: git can't hold `a` beside `a/b`. */
  branchInTheWay(branch: string): Promise<string | null>;
}

type AskPage<Item extends object> = (page: { per_page: number; page: number }) => Promise<{
  data: Item[];
  headers: { link?: string | undefined };
}>;

/** The number of the last page, as GitHub's `Link` header gives it. */
const lastPageOf = (link: string | undefined): number =>
  Number(/[?&]page=(\d+)[^>]*>; rel="last"/.exec(link ?? "")?.[1] ?? 1);

/** The items of a list, oldest first. Of a list with more pages than are read, it is the first page and the last ones. */
async function itemsOf<Item extends object>(ask: AskPage<Item>): Promise<Item[]> {
  const pageAt = async (page: number): Promise<{ items: Item[]; last: number }> => {
    const { data, headers } = await ask({ per_page: pageSize, page });
    return { items: records(data, "a page of a list"), last: lastPageOf(headers.link) };
  };
  const { items, last } = await pageAt(1);
  for (let page = Math.max(2, last - mostPages + 2); page <= last; page++)
    items.push(...(await pageAt(page)).items);
  return items;
}

/** A renamed file is a change in two places. */
const pathsOf = (file: { filename: string; previous_filename?: string | undefined }): string[] =>
  file.previous_filename === undefined ? [file.filename] : [file.filename, file.previous_filename];

/** GitHub lists a submodule as a file; its URL leads to a commit's tree. */
function typeInFolder(type: unknown, url: unknown): Entry["type"] {
  if (type === "file") return /\/git\/blobs\//.test(String(url)) ? "file" : "submodule";
  return type === "symlink" || type === "submodule" ? type : "folder";
}

/** To git a symbolic link is a blob like any other, and a submodule is a commit. */
function typeInTree(type: string, mode: unknown): Entry["type"] {
  if (mode === "120000") return "symlink";
  return type === "blob" ? "file" : type === "commit" ? "submodule" : "folder";
}

const notAFolder = (path: string): RefusedError =>
  new RefusedError({
    what: `\`${path}\` is a file in the repository, not a folder.`,
    remedy: "Choose another `path`.",
  });

/** What the Action asks of GitHub's REST API: a request each, with the part of the answer that it needs. */
export function createReads(octokit: Octokit, repository: Repository): Reads {
  async function folder(path: string, ref: string | null): Promise<Folder> {
    const found = await orNull(
      octokit.request("GET /repos/{owner}/{repo}/contents/{path}", {
        ...repository,
        path,
        ...(ref === null ? {} : { ref }),
      }),
    );
    if (!found) return new Map();
    const entries = found.data;
    if (!Array.isArray(entries)) {
      // Of a file GitHub gives the name.
      text(record(entries, "the files of a folder").name, "the files of a folder");
      throw notAFolder(path);
    }
    // git knows no empty folder.
    text(entries[0]?.name, "the files of a folder");
    if (entries.length >= folderLimit) {
      throw new RefusedError({
        what: `The folder \`${path}\` holds ${folderLimit} files or more, and GitHub lists no more than that.`,
        remedy: "Choose a folder for the allowlists alone as `path`.",
      });
    }
    return new Map(
      records(entries, "the files of a folder").map(({ name, type, sha, size: bytes, git_url: url }) => [
        text(name, "a file's name"),
        { type: typeInFolder(type, url), id: text(sha, "a file's id"), size: size(bytes, "a file's size") },
      ]),
    );
  }

  /**
   * Many folders in one request: all of the commit's tree. `null` where GitHub cuts the list short, which it does beyond 100,000
   * entries or 7 MB.
   */
  async function foldersOfTree(
    paths: readonly string[],
    at: string,
  ): Promise<ReadonlyMap<string, Folder> | null> {
    const found = await orNull(
      octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
        ...repository,
        tree_sha: at,
        recursive: "1",
      }),
    );
    const folders = new Map(paths.map((path) => [path, new Map<string, Entry>()]));
    if (!found) return folders;
    if (found.data.truncated !== false) return null;
    for (const { path, type, mode, sha: id, size: bytes } of records(
      found.data.tree,
      "the entries of a tree",
    )) {
      const file = text(path, "a name in a tree");
      const kind = typeInTree(text(type, "a kind in a tree"), mode);
      if (folders.has(file) && kind !== "folder") throw notAFolder(file);
      const cut = file.lastIndexOf("/");
      folders.get(file.slice(0, Math.max(cut, 0)))?.set(file.slice(cut + 1), {
        type: kind,
        id: text(id, "an id in a tree"),
        size: bytes === undefined ? 0 : size(bytes, "a file's size"),
      });
    }
    return folders;
  }

  /** The last hundred commits up to a commit, oldest first. */
  async function newestCommits(head: string): Promise<RawCommit[]> {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits", {
      ...repository,
      sha: head,
      per_page: 100,
    });
    return records(data, "the newest commits").reverse();
  }

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
        throw new GitHubError("pulls-off", explainPullsOff, error);
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
    async defaultBranch() {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}", { ...repository });
      return text(data.default_branch, "the default branch");
    },

    async branchHead(branch) {
      const found = await orNull(
        octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", { ...repository, branch }),
      );
      // For a renamed branch GitHub answers with the new one.
      if (!found || text(found.data.name, "a branch's name") !== branch) return null;
      return toHead(found.data.commit);
    },

    async branchTip(branch) {
      const found = await orNull(
        octokit.request("GET /repos/{owner}/{repo}/git/ref/{ref}", { ...repository, ref: `heads/${branch}` }),
      );
      return found && text(record(found.data.object, "a branch's commit").sha, "a branch's commit");
    },

    async folders(paths, at) {
      const whole = paths.length > 1 ? await foldersOfTree(paths, at ?? "HEAD") : null;
      if (whole) return whole;
      const found = await Promise.all(paths.map((path) => folder(path, at)));
      return new Map(paths.map((path, index) => [path, found[index] ?? new Map()]));
    },

    async tree(treeSha) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
        ...repository,
        tree_sha: treeSha,
      });
      return new Map(
        records(data.tree, "the entries of a tree").map(({ path, type, sha: id, mode }) => [
          text(path, "a name in a tree"),
          { type: typeInTree(text(type, "a kind in a tree"), mode), id: text(id, "an id in a tree") },
        ]),
      );
    },

    async read(id) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
        ...repository,
        file_sha: id,
      });
      const content = Buffer.from(String(data.content), data.encoding === "base64" ? "base64" : "utf8");
      // An empty file is one, but not where another was asked for.
      text(blobId(content) === id ? id : null, "the content of the file that was asked for");
      return content;
    },

    async pullRequests(branch, state) {
      let answer = await pullRequestsFrom(branch, state);
      if (wasRedirected(repository, answer.url)) {
        await followRename(octokit, repository);
        answer = await pullRequestsFrom(branch, state);
      }
      const { data } = answer;
      // GitHub ignores a filter that it can't read, and then answers with every pull request.
      return (
        records(data, "the pull requests of the branch")
          // A fork's branch may have the same name; a deleted fork has no repository.
          .filter(({ head, base }) => head?.ref === branch && head.repo?.id === base?.repo?.id)
          .map(toPullRequest)
      );
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

    async isBase(branch) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", {
        ...repository,
        base: branch,
        state: "open",
        per_page: 100,
      });
      return records(data, "the pull requests to the branch").some(({ base }) => base?.ref === branch);
    },

    async pullRequest(number) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
        ...repository,
        pull_number: number,
      });
      return toPullRequest(data);
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
          ? [{ event, actor: optionalText(actor?.login), at: time(at, "an event's date") } as const]
          : [],
      );
    },

    async compare(base, head): Promise<Comparison | null> {
      const found = await orNull(
        octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
          ...repository,
          basehead: `${base}...${head}`,
        }),
      );
      if (!found) return null;
      const mergeBase = record(found.data.merge_base_commit, "where two commits part");
      const commits = records(found.data.commits, "the commits between two");
      const files = records(found.data.files ?? [], "the files that differ");
      const complete = found.data.total_commits <= commits.length;
      const newest = complete ? commits : await newestCommits(head);
      return {
        mergeBaseSha: text(mergeBase.sha, "where two commits part"),
        tipTreeSha: toHead(newest.at(-1) ?? mergeBase).treeSha,
        commits: newest.map(toBranchCommit),
        complete,
        files: files.length < comparedFilesLimit ? files.flatMap(pathsOf) : null,
      };
    },

    async commitMessage(sha) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
        ...repository,
        commit_sha: sha,
      });
      // A commit may have none.
      return anyText(data.message, "a commit's message");
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
          id: count(id, "a comment's number"),
          author: optionalText(user?.login),
          body: anyText(body, "a comment's text"),
          changedAt: time(changed, "a comment's date"),
        }),
      );
    },

    async ruleTypes(branch) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", {
        ...repository,
        branch,
      });
      return records(data, "the rules of the branch").map(({ type }) => text(type, "a rule's type"));
    },

    async isProtected(branch) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", {
        ...repository,
        branch,
      });
      return data.protected === true;
    },

    async branchInTheWay(branch) {
      const [first = ""] = branch.split("/");
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
        ...repository,
        ref: `heads/${first}`,
      });
      const names = records(data, "the branches of a name").map(({ ref }) =>
        text(ref, "a branch's name").replace(/^refs\/heads\//, ""),
      );
      return names.find((name) => branch.startsWith(`${name}/`) || name.startsWith(`${branch}/`)) ?? null;
    },
  };
}
