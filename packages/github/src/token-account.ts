import { text } from "./answers.ts";
import type { Octokit } from "./client.ts";
import { GitHubError } from "./failure.ts";

/**
 * Tells whether a login is the account of the token. An installation's token (`ghs_`), as workflows and Apps have it, is some
 * bot's and can't ask whose; any other is a person's, whose login is asked for once.
 */
export function createTokenAccount(
  octokit: Pick<Octokit, "request">,
  token: string,
): (login: string) => Promise<boolean> {
  let asked: Promise<string | null> | null = null;

  async function ask(): Promise<string | null> {
    try {
      const { data } = await octokit.request("GET /user");
      return text(data.login, "user.login");
    } catch (error) {
      // Older installations' tokens have no prefix, and are refused here.
      if (error instanceof GitHubError && error.kind === "no-permission") return null;
      throw error;
    }
  }

  return async (login) => {
    const isBot = login.endsWith("[bot]");
    if (token.startsWith("ghs_")) return isBot;
    if (isBot && /^(?:gh[pou]_|github_pat_)/.test(token)) return false;
    asked ??= ask();
    const own = await asked;
    return own === null ? isBot : own.toLowerCase() === login.toLowerCase();
  };
}
