import { identifierProblem } from "./credentials.ts";
import { ChatConfigError } from "./errors.ts";
import { rangeProblem } from "./range-problem.ts";

/** Options of one call. Those that a client has too override the client's. */
export interface CallOptions {
  /** Stops the call, including its waits. The call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Timeout of one request in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** How many requests the call may make, including the first. */
  readonly maxAttempts?: number | undefined;
  /** How long the call may take with all retries, in milliseconds, not counting rate limits. */
  readonly budgetMs?: number | undefined;
  /** Calls as this admin account. Needs a client with a `secretKey`. */
  readonly identifier?: string | undefined;
  /** `false`: reject with a `ChatRateLimitError` instead of waiting for the rate limit. Default: `true`. */
  readonly waitForTurn?: boolean | undefined;
}

/** Options of `getIPList`. */
export interface GetIPListOptions extends CallOptions {
  /** What to do about values that are not addresses: report them in `refused` (default), or throw. */
  readonly invalidEntries?: "report" | "throw" | undefined;
  /** Longer lists are refused. Default: 20,000. Real lists have hundreds of entries. */
  readonly maxEntries?: number | undefined;
}

/** Options of `request`. */
export interface RequestOptions extends CallOptions {
  /**
   * Whether carrying out the command twice does no harm. If so, it is sent again even if the server may have received it.
   * Default: `true` for GetIPList, `false` for the others, which are only sent again if they certainly weren't carried out.
   */
  readonly repeatable?: boolean | undefined;
}

/** Options of `pages`. */
export interface PagesOptions extends CallOptions {
  /** Query parameters in addition to those of every request. */
  readonly query?: Readonly<Record<string, string | number | bigint>> | undefined;
}

/** What a client does unless a call says otherwise. */
export interface CallDefaults {
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  readonly budgetMs: number;
  readonly identifier: string;
}

/** A call's options, checked, with the client's defaults. */
export interface CallSettings extends CallDefaults {
  readonly signal: AbortSignal | undefined;
  readonly waitForTurn: boolean;
}

/** @throws {ChatConfigError} with everything that is wrong. */
export function readCallOptions(given: CallOptions, defaults: CallDefaults): CallSettings {
  const settings: CallSettings = {
    signal: given.signal,
    waitForTurn: given.waitForTurn ?? true,
    timeoutMs: given.timeoutMs ?? defaults.timeoutMs,
    maxAttempts: given.maxAttempts ?? defaults.maxAttempts,
    budgetMs: given.budgetMs ?? defaults.budgetMs,
    identifier: given.identifier ?? defaults.identifier,
  };
  // The usual call has no options, and the client's are checked already.
  if (Object.keys(given).length > 0) checkCallSettings(settings);
  return settings;
}

function checkCallSettings(settings: CallSettings): void {
  const { signal, waitForTurn, identifier } = settings;
  const problems = [
    signal === undefined || typeof signal?.addEventListener === "function"
      ? null
      : "signal must be an AbortSignal",
    typeof waitForTurn === "boolean" ? null : "waitForTurn must be true or false",
    ...limitProblems(settings),
    identifierProblem(identifier),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new ChatConfigError(problems);
}

/** What is wrong with a client's or a call's limits. */
export function limitProblems(limits: Omit<CallDefaults, "identifier">): (string | null)[] {
  return [
    rangeProblem("timeoutMs", limits.timeoutMs, 600_000),
    rangeProblem("maxAttempts", limits.maxAttempts, 10),
    rangeProblem("budgetMs", limits.budgetMs, 3_600_000),
  ];
}
