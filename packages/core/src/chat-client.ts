import { openTransport } from "#transport";
import { type IPList, readIPList } from "./answer/read-ip-list.ts";
import { type Call, type CallResult, createCallRunner } from "./call/caller.ts";
import { createRateLimits } from "./call/rate-limits.ts";
import { commandProblem, type Query, queryProblems } from "./call/request-path.ts";
import { createCallers } from "./call/user-sig-source.ts";
import {
  type CallOptions,
  type GetIPListOptions,
  type RequestOptions,
  readCallOptions,
} from "./call-options.ts";
import type { ChatClientOptions } from "./client-options.ts";
import { ChatConfigError, ChatError, ChatResponseError } from "./errors.ts";
import { stringifyJson } from "./json/lossless-json.ts";
import { isListName, type ListName, listNames, netTypeOf } from "./lists.ts";
import { suggestion } from "./nearest-name.ts";
import type { Fields } from "./paging/next-page.ts";
import { getIPListCommand, readClientOptions } from "./read-client-options.ts";
import type {
  ReadCommandPages,
  RequestCommand,
  RequestCommandWithDetails,
  RequestDetails,
} from "./request-types.ts";

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
   * @throws {ChatRateLimitError} when `waitForTurn` is `false` and the call is over the rate limit.
   * @throws the signal's reason, when it aborts.
   * @see https://www.tencentcloud.com/document/product/1047/36742 (page of 2024-02-07)
   */
  getIPList(list: ListName, options?: GetIPListOptions): Promise<IPList>;
  /**
   * Carries out any command of the API: `request(command, body, query, options)`. Body and answer have the command's
   * types. For a command that this package doesn't know, name the answer's type: `request<Answer>("service/name", body)`.
   *
   * Whole numbers beyond 2^53 come back as `bigint` and can be sent as `bigint`.
   *
   * @returns the answer as the server sent it. Only `ActionStatus` and `ErrorCode` are checked, the types are not.
   * @throws the same as {@link ChatClient.getIPList}.
   * @see https://www.tencentcloud.com/document/product/1047/34620 (page of 2024-07-16)
   */
  readonly request: RequestCommand;
  /** The same as {@link ChatClient.request}, with host, attempts, duration and the server's id of the call. */
  readonly requestWithDetails: RequestCommandWithDetails;
  /**
   * Reads the answers of a command that answers page by page, each page when you ask for it. It knows how each command
   * pages, and fills in the fields of the first request that you leave out.
   *
   * @throws the same as {@link ChatClient.request}; {@link ChatResponseError} also when an answer doesn't lead on.
   */
  readonly pages: ReadCommandPages;
  /** Waits for running calls, then closes the connections. Later calls fail. */
  close(): Promise<void>;
  /** The same as {@link ChatClient.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client for one app. It sends nothing until you call one of its methods.
 *
 * @throws {ChatConfigError} when options are invalid, with all problems at once.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const settings = readClientOptions(options);
  const { dispatcher, proxies, clock } = settings;
  const transport = openTransport({ dispatcher, proxies });
  const callers = createCallers(settings);
  const { redactor } = callers(settings.identifier);
  const runCall = createCallRunner({ settings, transport });
  const limiterOf = createRateLimits(settings);
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  const run = async (
    what: {
      readonly command: string;
      readonly list: ListName | null;
      readonly body: unknown;
      readonly query: Query;
    },
    given: RequestOptions,
  ): Promise<CallResult> => {
    const { command, list, body, query } = what;
    const problems = [
      closing === null ? null : "the client is closed: create another one",
      commandProblem(command),
      ...queryProblems(query),
    ].filter((problem) => problem !== null);
    const json = toJson(body);
    if (json === null) problems.push("body must be an object that can be converted to JSON");
    if (json === null || problems.length > 0) throw new ChatConfigError(problems);
    const call: Call = {
      ...readCallOptions(given, settings),
      command,
      list,
      query,
      body: json,
      repeatable: given.repeatable ?? command === getIPListCommand,
      caller: callers(given.identifier ?? settings.identifier),
      limiter: limiterOf(command),
    };
    const promise = runCall(call);
    running.add(promise);
    try {
      return await promise;
    } catch (error) {
      if (error instanceof ChatError || call.signal?.aborted) throw error;
      // Only a function of the caller's can throw anything else: a clock, a source of random numbers, a transport.
      throw new ChatConfigError(["a function among the options failed"], call.caller.redactor.error(error));
    } finally {
      running.delete(promise);
    }
  };

  const requestWithDetails = async (
    command: string,
    body: unknown = {},
    query: Query = {},
    given?: RequestOptions,
  ): Promise<RequestDetails<Fields>> => {
    const startedMs = clock.elapsedMs();
    const { answer, requestId, place } = await run({ command, list: null, body, query }, given ?? {});
    return { body: answer, ...place, durationMs: clock.elapsedMs() - startedMs, requestId };
  };

  async function* pages(
    command: string,
    body: unknown = {},
    { query = {}, ...given }: CallOptions & { readonly query?: Query | undefined } = {},
  ): AsyncGenerator<Fields, void, undefined> {
    const [{ paging }, { readPages }] = await Promise.all([
      import("@chat-ip/commands/paging"),
      import("./paging/read-pages.ts"),
    ]);
    if (!Object.hasOwn(paging, command)) {
      throw new ChatConfigError(["command must be one that answers page by page"]);
    }
    const facts = paging[command as keyof typeof paging];
    // Reading twice does no harm.
    const ask = (wanted: Fields): Promise<CallResult> =>
      run({ command, list: null, body: wanted, query }, { ...given, repeatable: true });
    const first = typeof body === "object" && body !== null ? (body as Fields) : {};
    yield* readPages(facts, first, ask, (why, failure) => new ChatResponseError(why, failure));
  }

  const close = async (): Promise<void> => {
    await Promise.allSettled(running);
    await transport.close();
  };

  return {
    async getIPList(list, given) {
      const { invalidEntries = "report", maxEntries = defaultMaxEntries, ...options } = given ?? {};
      const problems = [...listProblems(list), ...maxEntriesProblems(maxEntries)];
      if (problems.length > 0) throw new ChatConfigError(problems.map(redactor.text));
      const query = { nettype: netTypeOf(list) };
      const { answer, requestId, place } = await run(
        { command: getIPListCommand, list, body: {}, query },
        options,
      );
      const reading = readIPList(answer, list, { maxEntries, redactor });
      if (!reading.ok) {
        throw new ChatResponseError(reading.reason, { ...place, requestId, remedy: reading.remedy });
      }
      const [first] = reading.ipList.refused;
      if (invalidEntries === "throw" && first !== undefined) {
        const { length } = reading.ipList.refused;
        throw new ChatResponseError(
          `${length} of its entries ${length === 1 ? "is not a valid address" : "are not valid addresses"}; the first is "${first.entry}": ${first.reason}`,
          { ...place, requestId, remedy: 'Report it to the vendor, or set invalidEntries to "report".' },
        );
      }
      return reading.ipList;
    },
    // The types say what the caller may rely on; the implementation is the same for all commands.
    request: (async (command: string, body?: unknown, query?: Query, given?: RequestOptions) =>
      (await requestWithDetails(command, body, query, given)).body) as RequestCommand,
    requestWithDetails: requestWithDetails as RequestCommandWithDetails,
    pages: pages as ReadCommandPages,
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
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  try {
    return stringifyJson(body) ?? null;
  } catch {
    // A cycle, or a toJSON that throws. The error's own words could quote anything.
    return null;
  }
}
