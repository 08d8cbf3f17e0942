import { text } from "./answers.ts";
import type { Octokit } from "./client.ts";

/** The repository. Owner and name may change if it was renamed. */
export interface Repository {
  owner: string;
  repo: string;
}

/** Was a request redirected because the repository was renamed or moved? */
export const wasRedirected = ({ owner, repo }: Repository, answeredAt: string): boolean =>
  !new URL(answeredAt).pathname.toLowerCase().includes(`/repos/${owner}/${repo}/`.toLowerCase());

/** Takes over owner and name as GitHub gives them. Requests under a former name are redirected. */
export async function followRename(octokit: Pick<Octokit, "request">, repository: Repository): Promise<void> {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}", { ...repository });
  const [owner = "", repo = ""] = text(data.full_name, "repository.full_name").split("/");
  repository.owner = text(owner, "repository.full_name");
  repository.repo = text(repo, "repository.full_name");
}
