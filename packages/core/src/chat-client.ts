import { type IPList, readIPList } from "./answer/read-ip-list.ts";
import { type CallResult, createCaller } from "./call/caller.ts";
import { createRateLimiter, type RateLimiter } from "./call/rate-limiter.ts";
import { commandProblem, type Query, queryProblems } from "./call/request-path.ts";
import { createUserSigSource } from "./call/user-sig-source.ts";
import type { ChatClientOptions } from "./client-options.ts";
import { ChatConfigError, ChatError, ChatResponseError } from "./errors.ts";
import { isListName, type ListName, listNames, lists } from "./lists.ts";
import { suggestion } from "./nearest-name.ts";
import { getIPListCommand, readClientOptions } from "./read-client-options.ts";
import { createRedactor } from "./redact/redactor.ts";
import { openConnections } from "./transport/connections.ts";

export interface GetIPListOptions {
  /** Stops the call, including its waits. */
  readonly signal?: AbortSignal | undefined;
  /** What to do about values that are not addresses: report them in `refused` (default), or throw. */
  readonly invalidEntries?: "report" | "throw" | undefined;
  /** Longer lists are refused. Default: 20,000. Real lists have hundreds of entries. */
  readonly maxEntries?: number | undefined;
}

export interface RequestOptions {
  /** Stops the call, including its waits. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether carrying out the command twice does no harm. If so, it is sent again even if the server may have received it.
   * Default: `true` for GetIPList, `false` for the others, which are only sent again if they certainly weren't carried out.
   */
  readonly repeatable?: boolean | undefined;
}

/** A client for one app. It keeps connections open until you close it; they don't keep the process alive. */
export interface ChatClient {
  /**
   * Gets one of the seven lists.
   *
   * @throws {ChatApiError} when the API answers with a code other than 0.
   * @throws {ChatNetworkError} when no answer arrives.
   * @throws {ChatResponseError} when the answer is not a list, is longer than `maxEntries`, or has a value that is not an
   *   address and `invalidEntries` is `"throw"`.
   * @throws {ChatConfigError} when an argument is invalid, or the client is closed.
   * @throws the signal's reason, when it aborts.
   * @see https://www.tencentcloud.com/document/product/1047/36742 (page of 2024-02-07)
   */
  getIPList(list: ListName, options?: GetIPListOptions): Promise<IPList>;
  /**
   * Carries out any other command of the API.
   *
   * @param command service and name, such as `im_open_login_svc/account_check`.
   * @param body `{}` by default.
   * @param query parameters in addition to those of every request.
   * @returns the answer as the server sent it. Only `ActionStatus` and `ErrorCode` are checked.
   * @throws the same as {@link ChatClient.getIPList}.
   * @see https://www.tencentcloud.com/document/product/1047/34620 (page of 2024-07-16)
   */
  request(
    command: string,
    body?: object,
    query?: Query,
    options?: RequestOptions,
  ): Promise<Record<string, unknown>>;
  /** Waits for running calls, then closes the connections. Later calls fail. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client for one app. It sends nothing until you call one of its methods.
 *
 * @throws {ChatConfigError} when options are invalid, with all problems at once.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const settings = readClientOptions(options);
  const origins = [settings.primary, settings.backup].flatMap((target) => target?.origin ?? []);
  const connections = openConnections(settings.dispatcher, settings.proxies, origins);
  const { source: userSigs, secrets } = createUserSigSource(settings);
  const redactor = createRedactor(secrets);
  const call = createCaller({ settings, connections, userSigs, redactor });
  const limiters: ReadonlyMap<string, RateLimiter> = new Map(
    [...settings.rateLimits].map(([command, perSecond]) => [
      command,
      createRateLimiter({ perSecond, clock: settings.clock }),
    ]),
  );
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  const run = async (
    command: string,
    list: ListName | null,
    body: unknown,
    query: Query,
    given: RequestOptions,
  ): Promise<CallResult> => {
    const problems = [
      closing === null ? null : "the client is closed",
      commandProblem(command),
      ...queryProblems(query),
    ].filter((problem) => problem !== null);
    const json = toJson(body);
    if (json === null) problems.push("body must be an object that can be converted to JSON");
    if (json === null || problems.length > 0) throw new ChatConfigError(problems);
    const { signal, repeatable = command === getIPListCommand } = given;
    const limiter = limiters.get(command) ?? null;
    const running = call({ command, list, query, body: json, repeatable, limiter, signal });
    underWay.add(running);
    try {
      return await running;
    } catch (error) {
      if (error instanceof ChatError || signal?.aborted) throw error;
      // Only a function of the caller's can throw anything else: a clock, a source of random numbers, a transport.
      throw new ChatConfigError(["a function among the options failed"], redactor.error(error));
    } finally {
      underWay.delete(running);
    }
  };

  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay);
    await connections.close();
  };

  return {
    async getIPList(list, given) {
      const { signal, invalidEntries = "report", maxEntries = defaultMaxEntries } = given ?? {};
      const problems = [...listProblems(list), ...maxEntriesProblems(maxEntries)];
      if (problems.length > 0) throw new ChatConfigError(problems.map(redactor.text));
      const { answer, place } = await run(
        getIPListCommand,
        list,
        {},
        { nettype: lists[list].netType },
        { signal },
      );
      const reading = readIPList(answer, list, { maxEntries, redactor });
      if (!reading.ok) throw new ChatResponseError(reading.reason, { ...place, remedy: reading.remedy });
      const [first] = reading.ipList.refused;
      if (invalidEntries === "throw" && first !== undefined) {
        const { length } = reading.ipList.refused;
        throw new ChatResponseError(
          `${length} of its entries ${length === 1 ? "is not a valid address" : "are not valid addresses"}; the first is "${first.entry}": ${first.reason}`,
          { ...place, remedy: 'Report it to the vendor, or set invalidEntries to "report".' },
        );
      }
      return reading.ipList;
    },
    async request(command, body = {}, query = {}, given) {
      return (await run(command, null, body, query, given ?? {})).answer;
    },
    close() {
      closing ??= close();
      return closing;
    },
    [Symbol.asyncDispose]() {
      return this.close();
    },
  };
}

/** Real lists have hundreds of entries. */
const defaultMaxEntries = 20_000;

function listProblems(list: unknown): string[] {
  if (typeof list === "string" && isListName(list)) return [];
  const near = typeof list === "string" ? suggestion(list, listNames) : "";
  return [`list must be one of ${listNames.join(", ")}${near}`];
}

function maxEntriesProblems(maxEntries: unknown): string[] {
  const valid = typeof maxEntries === "number" && Number.isInteger(maxEntries) && maxEntries >= 1;
  return valid ? [] : ["maxEntries must be a whole number from 1"];
}

/** @returns `null` for anything but an object that JSON can hold. */
function toJson(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  try {
    return JSON.stringify(body) ?? null;
  } catch {
    // A cycle, a bigint, or a toJSON that throws. The error's own words could quote anything.
    return null;
  }
}
