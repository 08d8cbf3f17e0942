import { getOctokit } from "@actions/github";
import { GitHubError } from "./errors.ts";
import type { GitHubFetch } from "./github-fetch.ts";
import { explainRefusal } from "./github-refusals.ts";

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

/** Waits of all requests of a run together: a job that sleeps for longer only burns minutes. */
const waitBudgetMs = 120_000;
const maxTries = 3;
/** So that the budget comes to an end whatever GitHub asks for. */
const shortestWaitMs = 1000;

/** Done twice, these leave two of something: after a lost answer the caller reads before it asks again. */
const notRepeatable: ReadonlySet<string> = new Set([
  "POST /repos/{owner}/{repo}/git/refs",
  "POST /repos/{owner}/{repo}/pulls",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
]);

interface Failure {
  readonly status: number | null;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** An error in a refusal's list: a text, or an object with a message or with what is wrong where. */
function wordsOfError(error: unknown): unknown[] {
  if (typeof error !== "object" || error === null) return [error];
  const { resource, field, code, message } = error as Record<string, unknown>;
  return typeof message === "string" ? [message] : [resource, field, code];
}

/**
 * Whatever is asked for or written, GitHub answers with JSON; only a deletion is answered with nothing.
 * @throws where it is something else, as a proxy's page is.
 */
function refuseForeign(data: unknown): void {
  if (typeof data !== "object" || data === null || data instanceof ArrayBuffer)
    throw new Error("what came is no JSON, so something else answered in GitHub's place");
}

/** Reads octokit's error: it reports a lost connection as status 500 without a response. */
function readFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { status: null, detail: String(error), headers: {} };
  const { status, response } = error as {
    status?: unknown;
    response?: { data?: unknown; headers?: Failure["headers"] };
  };
  if (typeof status !== "number" || !response) return { status: null, detail: error.message, headers: {} };
  const body = response.data as { message?: unknown; errors?: unknown } | undefined;
  const errors: readonly unknown[] = Array.isArray(body?.errors) ? body.errors : [];
  const words = [body?.message, ...errors.flatMap(wordsOfError)];
  const detail = words.filter((word): word is string => typeof word === "string").join(" ");
  return { status, detail, headers: response.headers ?? {} };
}

/**
 * How long GitHub asks to wait, in ms; `null` where the refusal is no rate limit.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api (read 2026-11-22)
 */
function rateLimitWait({ status, detail, headers }: Failure, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const retryAfter = Number.parseInt(String(headers["retry-after"]), 10);
  if (retryAfter >= 0) return Math.max(shortestWaitMs, retryAfter * 1000);
  if (headers["x-ratelimit-remaining"] !== undefined && Number(headers["x-ratelimit-remaining"]) === 0) {
    const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
    if (reset >= 0) return Math.max(0, reset * 1000 - now) + shortestWaitMs;
  }
  return status === 429 || /rate limit/i.test(detail) ? 60_000 : null;
}

function toError(route: string, failure: Failure, note: string): GitHubError {
  const lost = failure.status === null || failure.status >= 500;
  return new GitHubError({
    message: `${explainRefusal(route, failure.status, failure.detail)}${note}`,
    route,
    status: failure.status,
    detail: failure.detail,
    ambiguous: lost,
  });
}

/**
 * An Octokit whose every request is repeated where that is safe, and patient with rate limits within one budget for the
 * whole run. It throws {@link GitHubError} alone.
 *
 * `@octokit/plugin-throttling` is not used: it spaces writes by seconds and its waits have no common budget.
 */
export function createOctokit(token: string, apiUrl: string, fetch: GitHubFetch["fetch"], rim: Rim): Octokit {
  const octokit = getOctokit(token, { baseUrl: apiUrl, userAgent: "chat-ip-action", request: { fetch } });
  let budgetMs = waitBudgetMs;

  async function wait(ms: number): Promise<boolean> {
    if (ms > budgetMs) return false;
    budgetMs -= ms;
    await rim.sleep(ms);
    return true;
  }

  octokit.hook.wrap("request", async (send, options) => {
    const route = `${options.method} ${options.url}`;
    for (let attempt = 1; ; attempt++) {
      const started = rim.now();
      try {
        const response = await send(options);
        if (options.method !== "DELETE") refuseForeign(response.data);
        rim.debug(`${route}: ${response.status}, ${rim.now() - started} ms`);
        return response;
      } catch (error) {
        const failure = readFailure(error);
        rim.debug(
          `${route}: ${failure.status ?? "no answer"}, ${rim.now() - started} ms, attempt ${attempt}`,
        );
        const limited = rateLimitWait(failure, rim.now());
        if (limited !== null) {
          if (await wait(limited)) continue;
          const until = new Date(rim.now() + limited).toISOString();
          throw toError(
            route,
            failure,
            ` It asks to wait until ${until}; run the workflow again after that.`,
          );
        }
        const lost = failure.status === null || failure.status >= 500;
        const pause = 500 * 2 ** (attempt - 1) * (0.5 + rim.random() / 2);
        if (lost && attempt < maxTries && !notRepeatable.has(route) && (await wait(pause))) continue;
        throw toError(route, failure, lost && attempt > 1 ? ` It was tried ${attempt} times.` : "");
      }
    }
  });
  return octokit;
}
