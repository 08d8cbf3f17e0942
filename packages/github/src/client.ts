import { getOctokit } from "@actions/github";
import type { GivenUp } from "@chat-ip/sync";
import { type Failure, GitHubError, isJson, kindOf, rateLimitWait, readFailure } from "./failure.ts";
import type { GitHubFetch } from "./fetch.ts";
import { createFreshTokenWaits } from "./fresh-token.ts";
import { NoAnswerError } from "./no-answer-error.ts";
import { createRateLimitWaits } from "./rate-limit.ts";
import { explainRefusal } from "./refusals.ts";
import { maxTries, pauseMs } from "./retry.ts";

/** The part of Octokit that is used. The bundles leave out its plugins. */
export type Octokit = Pick<ReturnType<typeof getOctokit>, "request" | "hook">;

/** Time, random numbers and the debug log; tests replace them. */
export interface Runtime {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly debug: (message: string) => void;
}

export interface ClientOptions extends Runtime {
  readonly token: string;
  /** base URL of the REST API, no trailing slash */
  readonly apiUrl: string;
  readonly fetch: GitHubFetch["fetch"];
  readonly userAgent: string;
}

/** How many times a rate limit is waited for, whatever the clock says. */
const maxLimits = 100;

/** Not idempotent: after a lost answer, the caller looks before it tries again. */
const notRepeatable: ReadonlySet<string> = new Set([
  "POST /repos/{owner}/{repo}/git/refs",
  "POST /repos/{owner}/{repo}/pulls",
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
]);

/**
 * GitHub answers every request with JSON, except deletions, which have no content.
 * @throws if it is something else, such as a proxy's page.
 */
function refuseForeign(data: unknown): void {
  if (!isJson(data)) throw new NoAnswerError({ kind: "not-json", status: null });
}

function toError(route: string, failure: Failure, givenUp: GivenUp | null): GitHubError {
  const kind = kindOf(route, failure);
  const told = explainRefusal({ ...failure, route, kind });
  return new GitHubError(kind, givenUp === null ? told : { ...told, givenUp }, failure);
}

/**
 * An Octokit that repeats requests if that is safe, and waits for rate limits within one budget for the
 * whole run. It throws {@link GitHubError} alone.
 *
 * `@octokit/plugin-throttling` is not used: it spaces writes by seconds and its waits have no common budget.
 */
export function createClient(options: ClientOptions): Octokit {
  const { token, apiUrl, fetch, userAgent, now, sleep, random, debug } = options;
  const log = { debug, info: debug, warn: debug, error: debug };
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent, request: { fetch }, log });
  const waits = createRateLimitWaits({ now, sleep });
  const fresh = createFreshTokenWaits(token);

  octokit.hook.wrap("request", async (send, request) => {
    const route = `${request.method} ${request.url}`;
    let [attempt, limits] = [1, 0];
    for (;;) {
      await waits.untilClear();
      const started = now();
      try {
        const response = await send(request);
        if (request.method !== "DELETE") refuseForeign(response.data);
        fresh.accepted();
        debug(`${route}: ${response.status}, ${now() - started} ms`);
        return response;
      } catch (error) {
        const failure = readFailure(error, token);
        debug(`${route}: ${failure.status ?? "no answer"}, ${now() - started} ms, attempt ${attempt}`);
        const limitMs = rateLimitWait(failure, now());
        if (limitMs !== null) {
          limits += 1;
          if (limits <= maxLimits && waits.allows(limitMs)) continue;
          throw toError(route, failure, { kind: "wait", until: timeOf(now() + limitMs) });
        }
        const freshMs = fresh.pauseFor(failure);
        if (freshMs !== null) {
          await sleep(freshMs);
          continue;
        }
        if (attempt === maxTries || !mayRepeat(route, failure))
          throw toError(route, failure, attempt > 1 ? { kind: "tries", tries: attempt } : null);
        await sleep(pauseMs(attempt, random));
        attempt += 1;
      }
    }
  });
  return octokit;
}

/** Can another try help without doing harm? A refused request was not carried out; one without an answer may have been. */
function mayRepeat(route: string, failure: Failure): boolean {
  const kind = kindOf(route, failure);
  return kind === "passing" || (kind === "lost" && !notRepeatable.has(route));
}

/** The last time that a `Date` can hold; later times in headers are ignored. */
const lastTime = 8.64e15;

const timeOf = (time: number): string | null => (time < lastTime ? new Date(time).toISOString() : null);
