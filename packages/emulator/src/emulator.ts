import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { answerCommand, getIPList } from "./answer-command.ts";
import { type Answer, refuse } from "./answers.ts";
import { type EmulatorOptions, readOptions } from "./emulator-options.ts";
import { EmulatorOptionsError } from "./errors.ts";
import { createFaultScript, type Fault, type HostRole } from "./fault-script.ts";
import { commandOf, judgeRequest, type ReceivedRequest } from "./judge-request.ts";
import { type Listener, listen } from "./listener.ts";
import { type ListName, type Lists, listNames, listsProblems } from "./lists.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { RecordedChatRequest } from "./request-log.ts";
import { sendAnswer } from "./send-answer.ts";

/** A running emulator. */
export interface Emulator {
  /** What a client takes for the region's host: `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** The backup host in the same form; null without the option `backup`. */
  readonly backupUrl: string | null;
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** Every request so far on either host, in the order in which they came. The array grows as more come. */
  readonly requests: readonly RecordedChatRequest[];
  /**
   * Replaces the lists that are given and leaves the others as they are.
   * @throws {EmulatorOptionsError} when a name is no list's or a value is no array of strings; nothing is replaced then.
   */
  setLists(lists: Lists): void;
  /** @throws {RangeError} when `nth` is neither a whole number from 1 nor "every", or `status` is no final HTTP status. */
  addFault(fault: Fault): void;
  /** Forgets the faults that have not happened yet. */
  clearFaults(): void;
  /** Closes one host alone, as in an outage: connections to it are refused from then on. */
  takeDown(host: HostRole): Promise<void>;
  /** Closes both hosts and every connection, idle ones and unanswered ones too. May be called again. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the Chat REST API on 127.0.0.1, over plain HTTP.
 *
 * @throws {EmulatorOptionsError} when an option cannot be used, and the system's error (`code` EADDRINUSE …) when the port cannot
 * be had.
 * @see https://www.tencentcloud.com/document/product/1047/36742 (read 2026-11)
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = readOptions(options);
  const { sdkAppId, secretKey, now } = settings;
  const lists = new Map<ListName, readonly string[]>();
  const commands = new Map(Object.entries(settings.commands));
  const faults = createFaultScript();
  const isWithinLimit = createRateLimit(settings.maxPerSecond, settings.elapsedMs);
  const requests: RecordedChatRequest[] = [];
  const connectionNumber = createConnectionNumbers();

  const setLists = (given: Lists): void => {
    const problems = listsProblems(given);
    if (problems.length > 0) throw new EmulatorOptionsError(problems);
    for (const name of listNames) {
      const entries = given[name];
      if (entries !== undefined) lists.set(name, [...entries]);
    }
  };
  setLists(settings.lists);

  const answer = (received: ReceivedRequest): Answer => {
    const refusal = judgeRequest(received, settings, now());
    if (refusal !== null) return refusal;
    const name = commandOf(received.path) ?? "";
    if (name === getIPList && !isWithinLimit()) return refuse(60011);
    return answerCommand({ name, query: received.query, body: received.body }, { lists, commands });
  };

  const serve = async (host: HostRole, message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const connection = connectionNumber(message.socket);
    const received = await receive(message);
    if (received === null) return;
    const command = commandOf(received.path) ?? received.path;
    const record: RecordedChatRequest & { answeredCode: number | null } = {
      command,
      query: Object.fromEntries(received.query),
      method: received.method,
      body: received.body,
      host,
      connection,
      answeredCode: null,
      at: now(),
    };
    requests.push(record);
    const due = faults.take({ command, host, netType: received.query.get("nettype") });
    record.answeredCode = await sendAnswer(response, answer(received), due);
    settings.onRequest(record);
  };

  const start = (host: HostRole, port: number): Promise<Listener> =>
    listen(port, (message, response) => void serve(host, message, response));
  const main = await start("main", settings.port);
  const backup = settings.backup ? await start("backup", 0) : null;
  const close = async (): Promise<void> => {
    await Promise.all([main.close(), backup?.close()]);
  };
  return {
    url: main.url,
    backupUrl: backup?.url ?? null,
    sdkAppId,
    secretKey,
    requests,
    setLists,
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    takeDown: async (host) => (host === "main" ? main.close() : backup?.close()),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Reads one request to its end; null when the client went away before that. */
async function receive(message: IncomingMessage): Promise<ReceivedRequest | null> {
  const { method = "", url = "", headers } = message;
  // Not through URL, which throws on what a client may send and tidies up what is to be judged.
  const [path = "", search = ""] = url.split("?", 2);
  try {
    const body = await text(message);
    return { method, hostHeader: headers.host ?? "", path, query: new URLSearchParams(search), body };
  } catch (error) {
    if (message.destroyed) return null;
    throw error;
  }
}

function createConnectionNumbers(): (socket: Socket) => number {
  const numbers = new WeakMap<Socket, number>();
  let last = 0;
  return (socket) => {
    const number = numbers.get(socket) ?? ++last;
    numbers.set(socket, number);
    return number;
  };
}
