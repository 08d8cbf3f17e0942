import type { GitHubRequest } from "@chat-ip/github-emulator";

/** `npm run test:all` sets CHAT_IP_FULL=1: every case is tried then, and not a sample of them. */
export const full: boolean = process.env.CHAT_IP_FULL === "1";

const stride = 30;

/**
 * Makes a picker of the cases that `npm test` tries: the first of each kind, and every thirtieth of the rest. The same ones
 * each time; all of them with CHAT_IP_FULL=1.
 *
 * @param kindsOf what a case is an example of, in one or several respects
 */
export function createSample<Case>(
  kindsOf: (item: Case) => readonly string[],
): (cases: readonly Case[]) => Case[] {
  const seen = new Set<string>();
  let index = 0;
  return (cases) =>
    cases.filter((item) => {
      const kinds = kindsOf(item);
      const isNew = kinds.some((kind) => !seen.has(kind));
      for (const kind of kinds) seen.add(kind);
      index += 1;
      return full || isNew || index % stride === 0;
    });
}

/** A request without what differs from run to run: `GET /repos/acme/firewall/pulls/:n`. */
export const routeOf = ({ method, path }: Pick<GitHubRequest, "method" | "path">): string =>
  `${method} ${path
    .replace(/\?.*$/, "")
    .replace(/[0-9a-f]{40}/g, ":sha")
    .replace(/\d+/g, ":n")}`;
