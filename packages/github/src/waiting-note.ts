import type { Forge, WaitingNote } from "@chat-ip/sync";
import { records, text } from "./answers.ts";
import type { Octokit } from "./client.ts";
import { GitHubError } from "./failure.ts";
import type { Repository } from "./repository-name.ts";

// The note is the message of a commit. Its ref is neither a branch nor a tag, so no clone fetches it.

const folder = "chat-ip/waiting/";
const refOf = (branch: string): string => `${folder}${branch}`;

/** Reads the note: its ref among those of the folder, and its commit only where there is one. */
export async function readWaitingNote(
  octokit: Octokit,
  repository: Repository,
  branch: string,
): Promise<WaitingNote | null> {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
    ...repository,
    ref: folder,
  });
  const found = records(data, "refs").find(({ ref }) => ref === `refs/${refOf(branch)}`);
  if (!found) return null;
  const sha = text(found.object?.sha, "ref.object");
  const commit = await octokit.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
    ...repository,
    commit_sha: sha,
  });
  return { sha, message: commit.data.message ?? "" };
}

/** Moves the note without force, so that another run's note is never overwritten. */
export async function writeWaitingNote(
  octokit: Octokit,
  repository: Repository,
  ...[branch, { former, message, treeSha }]: Parameters<Forge["writeWaitingNote"]>
): ReturnType<Forge["writeWaitingNote"]> {
  const ref = refOf(branch);
  try {
    if (message === null) {
      await octokit.request("DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ...repository, ref });
      return { kind: "noted" };
    }
    const { data } = await octokit.request("POST /repos/{owner}/{repo}/git/commits", {
      ...repository,
      message,
      tree: treeSha,
      parents: former === null ? [] : [former.sha],
    });
    const sha = text(data.sha, "commit.sha");
    if (former === null) {
      await octokit.request("POST /repos/{owner}/{repo}/git/refs", {
        ...repository,
        ref: `refs/${ref}`,
        sha,
      });
    } else {
      await octokit.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
        ...repository,
        ref,
        sha,
        force: false,
      });
    }
    return { kind: "noted" };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    // Another run has changed or deleted the note.
    if (["moved", "exists", "absent"].includes(error.kind)) {
      return { kind: "moved", why: "note-changed", cause: error };
    }
    throw error;
  }
}
