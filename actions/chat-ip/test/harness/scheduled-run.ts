import type { GitHubEmulator } from "@chat-ip/github-emulator";

/** Where a branch stands, as the runner tells it; `""` where there is none. */
export async function headOf(github: GitHubEmulator, branch: string): Promise<string> {
  return (await github.tip(branch)) ?? "";
}

/** The variables that the runner sets for a scheduled run on the default branch. */
export async function scheduledRun(github: GitHubEmulator, branch = "main"): Promise<Record<string, string>> {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_REF: `refs/heads/${branch}`,
    GITHUB_SHA: await headOf(github, branch),
    GITHUB_RUN_ID: "7000000001",
  };
}
