import type { Comparison, Forge } from "@chat-ip/sync";
import {
  anyText,
  type RawCommit,
  record,
  records,
  text,
  toBranchCommit,
  toBranchHead,
  toCommit,
} from "../answers.ts";
import type { Octokit } from "../client.ts";
import type { Repository } from "../repository-name.ts";
import { orNull } from "../retry.ts";

/** GitHub lists at most this many files of a comparison. */
const comparedFilesLimit = 300;

/** Requests about branches and their commits. */
export interface BranchReads
  extends Pick<Forge, "defaultBranch" | "branchHead" | "branchTip" | "commitMessage" | "compare"> {
  /** The types of the rules of rulesets in force on a branch. */
  ruleTypes(branch: string): Promise<readonly string[]>;
  /** Is the branch protected, by rulesets or by classic protection? */
  isProtected(branch: string): Promise<boolean>;
  /** A branch whose name rules out this one: git can't have both `a` and `a/b`. */
  branchInTheWay(branch: string): Promise<string | null>;
}

/** A renamed file is a change in two places. */
const pathsOf = (file: { filename: string; previous_filename?: string | undefined }): string[] =>
  file.previous_filename === undefined ? [file.filename] : [file.filename, file.previous_filename];

export function createBranchReads(octokit: Octokit, repository: Repository): BranchReads {
  /** The last hundred commits up to a commit, oldest first. */
  async function newestCommits(head: string): Promise<RawCommit[]> {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits", {
      ...repository,
      sha: head,
      per_page: 100,
    });
    return records(data, "commits").reverse();
  }

  return {
    async defaultBranch() {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}", { ...repository });
      return text(data.default_branch, "repository.default_branch");
    },

    async branchHead(branch) {
      const found = await orNull(
        octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", { ...repository, branch }),
      );
      // For a renamed branch GitHub answers with the new one.
      if (!found || text(found.data.name, "ref.ref") !== branch) return null;
      return toBranchHead(found.data.commit);
    },

    async branchTip(branch) {
      const found = await orNull(
        octokit.request("GET /repos/{owner}/{repo}/git/ref/{ref}", { ...repository, ref: `heads/${branch}` }),
      );
      return found && text(record(found.data.object, "ref.object").sha, "ref.object");
    },

    async commitMessage(sha) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
        ...repository,
        commit_sha: sha,
      });
      // A commit may have none.
      return anyText(data.message, "commit.message");
    },

    async compare(base, head): Promise<Comparison | null> {
      const found = await orNull(
        octokit.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
          ...repository,
          basehead: `${base}...${head}`,
        }),
      );
      if (!found) return null;
      const mergeBase = record(found.data.merge_base_commit, "compare.merge_base_commit");
      const commits = records(found.data.commits, "compare.commits");
      const files = records(found.data.files ?? [], "compare.files");
      const complete = found.data.total_commits <= commits.length;
      const newest = complete ? commits : await newestCommits(head);
      return {
        mergeBaseSha: text(mergeBase.sha, "compare.merge_base_commit"),
        tipTreeSha: toCommit(newest.at(-1) ?? mergeBase).treeSha,
        commits: newest.map(toBranchCommit),
        complete,
        files: files.length < comparedFilesLimit ? files.flatMap(pathsOf) : null,
      };
    },

    async ruleTypes(branch) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", {
        ...repository,
        branch,
      });
      return records(data, "rules").map(({ type }) => text(type, "rules.type"));
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
      const names = records(data, "refs").map(({ ref }) =>
        text(ref, "ref.ref").replace(/^refs\/heads\//, ""),
      );
      return names.find((name) => branch.startsWith(`${name}/`) || name.startsWith(`${branch}/`)) ?? null;
    },
  };
}
