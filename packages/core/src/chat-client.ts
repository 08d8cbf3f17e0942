import { type IPList, readIPList } from "./answer/read-ip-list.ts";
import { type CallResult, createCaller, type UserSigSource } from "./call/caller.ts";
import { createRateLimiter, type RateLimiter } from "./call/rate-limiter.ts";
import { commandProblem, type Query, queryProblems } from "./call/request-path.ts";
import type { ChatClientOptions } from "./client-options.ts";
import { ChatConfigError, ChatResponseError } from "./errors.ts";
import { isListName, type ListName, listNames, lists } from "./lists.ts";
import { type ClientSettings, getIPListCommand, readClientOptions } from "./read-client-options.ts";
import { createRedactor } from "./redactor.ts";
import { openConnections } from "./transport/connections.ts";
import { createUserSigSigner } from "./user-sig/user-sig-signer.ts";

export interface GetIPListOptions {
  /** Stops the call, its waits included. */
  readonly signal?: AbortSignal | undefined;
  /** What to do when the server lists something that is no address: report it in `refused` (default), or throw. */
  readonly invalidEntries?: "report" | "throw" | undefined;
}

export interface RequestOptions {
  /** Stops the call, its waits included. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the command may be carried out twice, so that it can be sent again when it is not known whether the server
   * received it. `true` for GetIPList, else `false` by default; then only what surely was not carried out is sent again.
   */
  readonly repeatable?: boolean | undefined;
}

/** A client for one app. Holds connections until it is closed; they do not keep the process alive. */
export interface ChatClient {
  /**
   * Asks for one of the seven lists.
   *
   * @throws {ChatApiError} when the API answers with a code other than 0.
   * @throws {ChatNetworkError} when no answer is received.
   * @throws {ChatResponseError} when the answer is not a list, or holds something that is no address and
   *   `invalidEntries` is `"throw"`.
   * @throws {ChatConfigError} when `list` is no list, or the client is closed.
   * @throws the signal's reason, when it aborts.
   * @see https://www.tencentcloud.com/document/product/1047/36742 (page of 2024-02-07)
   */
  getIPList(list: ListName, options?: GetIPListOptions): Promise<IPList>;
  /**
   * Carries out any other command of the API.
   *
   * @param command service and name, such as `im_open_login_svc/account_check`.
   * @param body `{}` by default.
   * @param query parameters besides those that every request has.
   * @returns the answer as the server sent it; its fields are not checked beyond `ActionStatus` and `ErrorCode`.
   * @throws as {@link ChatClient.getIPList} does.
   * @see https://www.tencentcloud.com/document/product/1047/34620 (page of 2024-07-16)
   */
  request(
    command: string,
    body?: object,
    query?: Query,
    options?: RequestOptions,
  ): Promise<Record<string, unknown>>;
  /** Waits for the calls under way, then closes the connections. Calls that come later are refused. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client. Nothing is sent yet.
 *
 * @throws {ChatConfigError} when options cannot be used, naming all of them.
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const settings = readClientOptions(options);
  const connections = openConnections(settings.dispatcher, process.env);
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
    if (json === null) problems.push("body must be an object that JSON can hold");
    if (json === null || problems.length > 0) throw new ChatConfigError(problems);
    const { signal, repeatable = command === getIPListCommand } = given;
    const limiter = limiters.get(command) ?? null;
    const running = call({ command, list, query, body: json, repeatable, limiter, signal });
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  };

  const close = async (): Promise<void> => {
    await Promise.allSettled(underWay);
    await connections.close();
  };

  return {
    async getIPList(list, { signal, invalidEntries = "report" } = {}) {
      if (typeof list !== "string" || !isListName(list)) {
        throw new ChatConfigError([`list must be one of ${listNames.join(", ")}`]);
      }
      const { answer, place } = await run(
        getIPListCommand,
        list,
        {},
        { nettype: lists[list].netType },
        { signal },
      );
      const reading = readIPList(answer, list, redactor);
      if (!reading.ok) {
        throw new ChatResponseError(reading.reason, { ...place, remedy: "Check the region or endpoint." });
      }
      const [first] = reading.ipList.refused;
      if (invalidEntries === "throw" && first !== undefined) {
        const { length } = reading.ipList.refused;
        throw new ChatResponseError(
          `${length} of its entries ${length === 1 ? "is" : "are"} no address; the first is ${JSON.stringify(first.entry)}: ${first.reason}`,
          { ...place, remedy: 'Report it to the vendor, or use invalidEntries: "report".' },
        );
      }
      return reading.ipList;
    },
    async request(command, body = {}, query = {}, given = {}) {
      return (await run(command, null, body, query, given)).answer;
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

/** The source of UserSigs, and all secrets that an error must not show. */
function createUserSigSource(settings: ClientSettings): {
  source: UserSigSource;
  secrets: () => readonly string[];
} {
  const { credentials, clock, systemTime, sdkAppId, identifier } = settings;
  if (credentials.kind === "user-sig") {
    const { userSig } = credentials;
    return { source: { renewable: false, current: () => userSig }, secrets: () => [userSig] };
  }
  const { secretKey, expireSeconds } = credentials;
  const now = systemTime ? undefined : clock.now;
  const signer = createUserSigSigner({ sdkAppId, identifier, secretKey, expireSeconds, now });
  // The last two: a request with the one before may still be under way when a new one is signed.
  let used: readonly string[] = [];
  const remember = (userSig: string): string => {
    if (userSig !== used[0]) used = [userSig, ...used.slice(0, 1)];
    return userSig;
  };
  return {
    source: {
      renewable: true,
      current: () => remember(signer.current()),
      renew: (refused) => remember(signer.renew(refused)),
    },
    secrets: () => [secretKey, ...used],
  };
}

/** @returns `null` for what is no object, or what JSON can't hold. */
function toJson(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  try {
    return JSON.stringify(body) ?? null;
  } catch {
    // A cycle, a bigint, or a toJSON of the caller's that throws: which one, its own words may quote anything.
    return null;
  }
}
