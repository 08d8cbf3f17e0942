import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import type { WebhookCommand } from "@chat-ip/commands";
import { answerCommand, getIPList, isCommandName } from "./answer-command.ts";
import { type Answer, refuse } from "./answers.ts";
import { type AppState, createAppState } from "./app-state.ts";
import { type EmulatorOptions, readOptions } from "./emulator-options.ts";
import { EmulatorOptionsError } from "./errors.ts";
import { createFaultScript, type Fault, type HostRole } from "./fault-script.ts";
import { commandOf, judgeRequest, type ReceivedRequest } from "./judge-request.ts";
import { type Listener, listen } from "./listener.ts";
import { type Lists, listsProblems } from "./lists.ts";
import type { RecordedChatRequest } from "./request-log.ts";
import { sendAnswer } from "./send-answer.ts";
import { type SendWebhookOptions, sendWebhook, type WebhookReport } from "./webhook/send-webhook.ts";

/** A running emulator. */
export interface Emulator {
  /** What a client takes for the region's host: `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** The backup host in the same form; `null` without the option `backup`. */
  readonly backupUrl: string | null;
  /** The SDKAppID of the first app. */
  readonly sdkAppId: number;
  /** Its key, to sign with. */
  readonly secretKey: string;
  /** Every request so far on either host, in the order in which they came. The array grows as more come. */
  readonly requests: readonly RecordedChatRequest[];
  /**
   * Replaces the given lists and leaves the others unchanged. Affects all apps, or only the one with this `sdkAppId`.
   *
   * @throws {EmulatorOptionsError} when a list or an app isn't known, or a value isn't an array of strings; nothing is replaced then.
   */
  setLists(lists: Lists, options?: { readonly sdkAppId?: number }): void;
  /** @throws {RangeError} when `nth` is neither a whole number from 1 nor "every", or `status` isn't a final HTTP status. */
  addFault(fault: Fault): void;
  /** Forgets the faults that have not happened yet. */
  clearFaults(): void;
  /**
   * Sends a webhook as Chat does: signed if there is a token, from an address of the app's webhook list, with a time-out of 2 s.
   *
   * @returns what came back. A server that can't be reached doesn't reject.
   * @throws {EmulatorOptionsError} when the command or the app isn't known, or `to` isn't an http or https address.
   */
  sendWebhook(command: WebhookCommand, options: SendWebhookOptions): Promise<WebhookReport>;
  /** Closes one host, as in an outage: connections to it are refused from then on. */
  takeDown(host: HostRole): Promise<void>;
  /** Closes both hosts and every connection, idle and unanswered ones too. You may call it again. */
  close(): Promise<void>;
  /** The same as {@link Emulator.close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts the Chat REST API on 127.0.0.1, over plain HTTP.
 *
 * @throws {EmulatorOptionsError} when an option can't be used, and the system's error (`code` EADDRINUSE …) when the port is taken.
 * @see https://www.tencentcloud.com/document/product/1047/36742 (read 2026-11)
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = readOptions(options);
  const { now, elapsedMs, keylessApps } = settings;
  const [mainApp] = settings.apps;
  const nowSeconds = (): number => Math.floor(now() / 1000);
  const apps = new Map<number, AppState>(
    settings.apps.map((app) => [app.sdkAppId, createAppState(app, nowSeconds(), elapsedMs)]),
  );
  const commands = new Map(Object.entries(settings.commands));
  const faults = createFaultScript();
  const requests: RecordedChatRequest[] = [];
  const connectionNumber = createConnectionNumbers();

  const appOf = (sdkAppId: number): AppState => {
    const app = apps.get(sdkAppId);
    if (app === undefined)
      throw new EmulatorOptionsError([`sdkAppId ${sdkAppId} is not an app of this emulator`]);
    return app;
  };
  const setLists: Emulator["setLists"] = (lists, { sdkAppId } = {}) => {
    const problems = listsProblems(lists);
    if (problems.length > 0) throw new EmulatorOptionsError(problems);
    const affected = sdkAppId === undefined ? apps.values() : [appOf(sdkAppId)];
    for (const app of affected) app.setLists(lists);
  };

  const answer = (received: ReceivedRequest): Answer => {
    const directory = { find: (sdkAppId: number) => apps.get(sdkAppId), keylessApps };
    const refusal = judgeRequest(received, directory, now());
    if (refusal !== null) return refusal;
    const name = commandOf(received.path) ?? "";
    const app = appOf(Number(received.query.get("sdkappid")));
    const isLimited = name === getIPList || (isCommandName(name) && !commands.has(name));
    if (isLimited && !app.isWithinLimit(name)) return refuse(60011);
    const { lists, world, nextNumber } = app;
    // A GET has no body, and is refused before if the command isn't one.
    const body = received.method === "GET" ? "{}" : received.body;
    const command = { name, query: received.query, body };
    return answerCommand(command, { lists, commands, world, nextNumber, nowSeconds: nowSeconds() });
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
    const { query } = received;
    const due = faults.take({
      command,
      host,
      netType: query.get("nettype"),
      sdkAppId: query.get("sdkappid"),
    });
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
    sdkAppId: mainApp.sdkAppId,
    secretKey: mainApp.secretKey,
    requests,
    setLists,
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    sendWebhook: async (command, webhook) => {
      const { sdkAppId, lists } = appOf(webhook.sdkAppId ?? mainApp.sdkAppId);
      return sendWebhook(command, webhook, { sdkAppId, lists, token: settings.webhookToken, now });
    },
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
