import type { Invocation } from "../command.ts";
import { textOf } from "../command.ts";
import { CliError, usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { tryGit } from "../git/run-git.ts";
import { words } from "../words/words.ts";

/** Where on GitHub, and with what. The token is never printed. */
export interface GitHubPlace {
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly token: string;
}

/** The address of `origin`, or null. */
async function originOf(cwd: string): Promise<string | null> {
  // Without git, flags and the environment have to say it.
  const { exitCode, stdout } = await tryGit(["remote", "get-url", "origin"], { cwd }).catch(() => ({
    exitCode: 1,
    stdout: "",
  }));
  return exitCode === 0 ? stdout.trim() : null;
}

/** `https://github.example` and `owner/name` of a remote's address; null for what is no address of a host. */
export function readRemoteUrl(
  url: string,
): { readonly serverUrl: string; readonly repository: string } | null {
  const match =
    /^(?:(?:https?|ssh):\/\/(?:[^@/]*@)?([^:/]+)(?::\d+)?\/|(?:[^@/]*@)([^:/]+):)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      url,
    );
  const host = match?.[1] ?? match?.[2];
  return host === undefined || match?.[3] === undefined
    ? null
    : { serverUrl: `https://${host}`, repository: match[3] };
}

/**
 * The repository: `--repository`, `GITHUB_REPOSITORY`, or where `origin` leads to; the token: `CHAT_IP_TOKEN`, `GH_TOKEN` or
 * `GITHUB_TOKEN`.
 *
 * @throws {CliError} when one of them is missing
 */
export async function readGitHubPlace({ flags, env, cwd }: Invocation): Promise<GitHubPlace> {
  const origin = await originOf(cwd);
  const remote = origin === null ? null : readRemoteUrl(origin);
  const repository = textOf(flags, "repository") ?? (env.GITHUB_REPOSITORY || remote?.repository);
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository ?? "") ?? [];
  if (owner === undefined || repo === undefined) {
    throw usageError(words().git.repositoryUnknown);
  }
  const token = env.CHAT_IP_TOKEN || env.GH_TOKEN || env.GITHUB_TOKEN || "";
  if (token.trim() === "") {
    throw new CliError(exitCodes.notAuthorised, [words().git.noToken]);
  }
  const serverUrl = (env.GITHUB_SERVER_URL || remote?.serverUrl || "https://github.com").replace(/\/$/, "");
  const ownApi = serverUrl === "https://github.com" ? "https://api.github.com" : `${serverUrl}/api/v3`;
  return {
    owner,
    repo,
    serverUrl,
    apiUrl: (env.GITHUB_API_URL || ownApi).replace(/\/$/, ""),
    token: token.trim(),
  };
}
