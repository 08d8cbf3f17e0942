import { getOctokit } from "@actions/github";
import { GitHubError } from "./errors.ts";
import { type Failure, isJson, rateLimitWait, readFailure, saysAbsent } from "./github-failure.ts";
import type { GitHubFetch } from "./github-fetch.ts";
import { explainRefusal } from "./github-refusals.ts";
import { Patience } from "./patience.ts";

/** What is used of it: the bundle leaves out the plugins, see build.ts. */
export type Octokit = Pick<ReturnType<typeof getOctokit>, "request" | "hook">;

/** What the outside gives to the GitHub client, so that tests can hold the clock. */
export interface Rim {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly debug: (message: string) => void;
  /** aborts when the run is over, whatever is still under way: nothing is waited for any more */
  readonly over: AbortSignal;
}

const maxTries = 3;
/** A limit that is told again and again is not waited for without end, whatever the clock says. */
const maxLimits = 100;

/** Done twice, these leave two of something: after a lost answer the caller reads before it asks again. */
const notRepeatable: ReadonlySet<string> = new Set([
  "POST /repos/{owner}/{repo}/git/refs",
  "POST /repos/{owner}/{repo}/pulls",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
]);

/**
 * Whatever is asked for or written, GitHub answers with JSON; only a deletion is answered with nothing.
 * @throws where it is something else, as a proxy's page is.
 */
function refuseForeign(data: unknown): void {
  if (!isJson(data)) throw new Error("what came is no JSON, so something else answered in GitHub's place");
}

/** Whether the request was carried out is not known. */
const isLost = ({ status }: Failure): boolean => status === null || status >= 500;

function toError(route: string, failure: Failure, note: string): GitHubError {
  return new GitHubError({
    message: `${explainRefusal(route, failure.status, failure.detail)}${note}`,
    route,
    status: failure.status,
    detail: failure.detail,
    ambiguous: isLost(failure),
  });
}

/**
 * An Octokit whose every request is repeated where that is safe, and patient with rate limits within one budget for the
 * whole run. It throws {@link GitHubError} alone.
 *
 * `@octokit/plugin-throttling` is not used: it spaces writes by seconds and its waits have no common budget.
 */
export function createOctokit(token: string, apiUrl: string, fetch: GitHubFetch["fetch"], rim: Rim): Octokit {
  const log = { debug: rim.debug, info: rim.debug, warn: rim.debug, error: rim.debug };
  const octokit = getOctokit(token, {
    baseUrl: apiUrl,
    userAgent: "chat-ip-action",
    request: { fetch },
    log,
  });
  const patience = new Patience(rim);

  octokit.hook.wrap("request", async (send, options) => {
    const route = `${options.method} ${options.url}`;
    let [attempt, limits] = [1, 0];
    for (;;) {
      await patience.untilClear();
      const started = rim.now();
      try {
        const response = await send(options);
        if (options.method !== "DELETE") refuseForeign(response.data);
        rim.debug(`${route}: ${response.status}, ${rim.now() - started} ms`);
        return response;
      } catch (error) {
        const failure = readFailure(error, token);
        rim.debug(
          `${route}: ${failure.status ?? "no answer"}, ${rim.now() - started} ms, attempt ${attempt}`,
        );
        const limitMs = rateLimitWait(failure, rim.now());
        if (limitMs !== null) {
          limits += 1;
          if (limits <= maxLimits && patience.allows(limitMs)) continue;
          throw toError(route, failure, ` It asks to wait ${until(rim.now() + limitMs)}.`);
        }
        if (!isPassing(failure) || attempt === maxTries || notRepeatable.has(route))
          throw toError(route, failure, attempt > 1 ? ` It was tried ${attempt} times.` : "");
        await rim.sleep(pauseMs(attempt, rim.random));
        attempt += 1;
      }
    }
  });
  return octokit;
}

/** May another try go better? GitHub has been seen to find no commit that it had just named. */
const isPassing = (failure: Failure): boolean =>
  isLost(failure) || (failure.status === 404 && !saysAbsent(failure));

/** The pause before another try, longer each time, in ms. */
export const pauseMs = (attempt: number, random: () => number): number =>
  500 * 2 ** (attempt - 1) * (0.5 + random() / 2);

/** No `Date` reaches beyond this, and no header need care. */
const lastTime = 8.64e15;

const until = (time: number): string =>
  time < lastTime
    ? `until ${new Date(time).toISOString()}; run the workflow again after that`
    : "for longer than any run could";
