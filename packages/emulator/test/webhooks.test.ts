import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";
import type { WebhookCommand } from "@chat-ip/commands";
import { webhookFields } from "@chat-ip/commands/webhook-fields";
import { webhookTable } from "@chat-ip/commands/webhook-table";
import { expect, onTestFinished, test } from "vitest";
import { fieldsProblem, isObject } from "../src/fields/check-fields.ts";
import { createEmulator, type Emulator, EmulatorOptionsError } from "../src/index.ts";

const nowMs = 1_669_872_112_000;
const webhookToken = "xxxxyyyy";

interface Received {
  readonly method: string | undefined;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  readonly from: string | undefined;
  readonly body: unknown;
}

/** A business server that answers as told, and what it received. */
async function startServer(
  respond: (response: ServerResponse, attempt: number) => void = reply({ ErrorCode: 0 }),
): Promise<{ to: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://server");
    const body: unknown = JSON.parse(await text(request));
    received.push({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      from: request.socket.remoteAddress,
      body,
    });
    respond(response, received.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("A TCP server has an address.");
  return { to: `http://127.0.0.1:${address.port}/chat?from=us`, received };
}

function reply(fields: object): (response: ServerResponse) => void {
  return (response) => void response.end(JSON.stringify({ ActionStatus: "OK", ErrorInfo: "", ...fields }));
}

async function start(options: Parameters<typeof createEmulator>[0] = {}): Promise<Emulator> {
  const emulator = await createEmulator({ now: () => nowMs, webhookToken, ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

const names = Object.keys(webhookTable) as WebhookCommand[];

test.each(names)("sends %s with a body in the documented form", async (command) => {
  const emulator = await start();
  const { to, received } = await startServer();
  const report = await emulator.sendWebhook(command, { to });
  expect(report.outcome).toMatchObject({ kind: "answered", status: 200, json: { ErrorCode: 0 } });
  const [{ body, query } = expect.fail("nothing came")] = received;
  expect(body).toEqual(report.body);
  expect(isObject(body) ? fieldsProblem(body, webhookFields[command]) : "no object").toBeNull();
  expect(query).toMatchObject({ SdkAppid: "1400000000", CallbackCommand: command, contenttype: "json" });
  if (webhookTable[command].commandInBody) expect(body).toMatchObject({ CallbackCommand: command });
  else expect(body).not.toHaveProperty("CallbackCommand");
});

test("signs as Chat does: the token and the time, and not the body", async () => {
  const emulator = await start();
  const { to, received } = await startServer();
  await emulator.sendWebhook("State.StateChange", { to });
  expect(received[0]).toMatchObject({
    method: "POST",
    path: "/chat",
    query: {
      from: "us",
      RequestTime: "1669872112",
      Sign: "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061",
    },
  });
  expect(received[0]?.headers).not.toHaveProperty("content-type");
});

test("sends without a Sign if there is no token", async () => {
  const emulator = await createEmulator();
  onTestFinished(() => emulator.close());
  const { to, received } = await startServer();
  await emulator.sendWebhook("State.StateChange", { to });
  expect(received[0]?.query).not.toHaveProperty("Sign");
  expect(received[0]?.query).not.toHaveProperty("RequestTime");
});

test("sends what a test wants to be refused: forged, stale, from elsewhere, or without a parameter", async () => {
  const emulator = await start();
  const { to, received } = await startServer();
  const stale = createHash("sha256").update(`${webhookToken}1669872000`).digest("hex");
  await emulator.sendWebhook("State.StateChange", { to, query: { Sign: "0".repeat(64) } });
  await emulator.sendWebhook("State.StateChange", { to, query: { RequestTime: "1669872000", Sign: stale } });
  await emulator.sendWebhook("State.StateChange", {
    to,
    token: "another",
    query: { OptPlatform: undefined },
  });
  expect(received.map(({ query }) => query.Sign)).toEqual([
    "0".repeat(64),
    stale,
    createHash("sha256").update("another1669872112").digest("hex"),
  ]);
  expect(received[2]?.query).not.toHaveProperty("OptPlatform");
});

test("sets and leaves out fields of the body", async () => {
  const emulator = await start();
  const { to, received } = await startServer();
  const overrides = { From_Account: "eve", CloudCustomData: "x", MsgKey: undefined };
  await emulator.sendWebhook("C2C.CallbackBeforeSendMsg", { to, overrides });
  expect(received[0]?.body).toMatchObject({
    From_Account: "eve",
    CloudCustomData: "x",
    To_Account: "user-1",
  });
  expect(received[0]?.body).not.toHaveProperty("MsgKey");
});

// Other systems have no address on loopback but 127.0.0.1.
test.runIf(process.platform === "linux")("comes from an address of the app's webhook list", async () => {
  const emulator = await start({ lists: { "webhook-global": ["127.0.7.0/24"] } });
  const { to, received } = await startServer();
  const report = await emulator.sendWebhook("State.StateChange", { to });
  const unlisted = await emulator.sendWebhook("State.StateChange", { to, from: "127.0.8.1" });
  expect([report.from, unlisted.from]).toEqual(["127.0.7.254", "127.0.8.1"]);
  expect(received.map(({ from }) => from)).toEqual(["127.0.7.254", "127.0.8.1"]);
});

test("is sent for the given app, from its own list", async () => {
  const emulator = await start({
    apps: [{ sdkAppId: 20_000_001, lists: { "webhook-china": ["127.0.0.1"] } }],
  });
  const { to, received } = await startServer();
  const report = await emulator.sendWebhook("State.StateChange", { to, sdkAppId: 20_000_001 });
  expect([report.from, received[0]?.query.SdkAppid]).toEqual(["127.0.0.1", "20000001"]);
});

const silent = (): void => {};

test("gives up when the answer takes too long", async () => {
  const emulator = await start();
  const { to, received } = await startServer(silent);
  const report = await emulator.sendWebhook("C2C.CallbackBeforeSendMsg", { to, timeoutMs: 50, retries: 2 });
  expect(report).toMatchObject({ outcome: { kind: "timed-out" }, effect: "goes-on" });
  // Before webhooks are never repeated.
  expect(received).toHaveLength(1);
});

test("tries an after webhook again after a time-out, if asked", async () => {
  const emulator = await start();
  const answerThird = (response: ServerResponse, attempt: number): void =>
    attempt < 3 ? silent() : reply({ ErrorCode: 0 })(response);
  const { to, received } = await startServer(answerThird);
  // On a slow machine more than two attempts may time out.
  const report = await emulator.sendWebhook("C2C.CallbackAfterSendMsg", { to, timeoutMs: 50, retries: 100 });
  const kinds = report.attempts.map(({ kind }) => kind);
  expect(kinds.length).toBeGreaterThanOrEqual(3);
  expect(kinds).toEqual([...Array(kinds.length - 1).fill("timed-out"), "answered"]);
  expect(received.every(({ body }) => isDeepStrictEqual(body, report.body))).toBe(true);
});

test("reports a server that isn't there", async () => {
  const emulator = await start();
  const { url } = await createEmulator().then(async (gone) => {
    await gone.close();
    return gone;
  });
  const report = await emulator.sendWebhook("State.StateChange", { to: url });
  expect(report.outcome).toMatchObject({ kind: "failed", code: "ECONNREFUSED" });
});

test.each([
  { command: "C2C.CallbackBeforeSendMsg", answer: { ErrorCode: 0 }, effect: "goes-on" },
  { command: "C2C.CallbackBeforeSendMsg", answer: { ErrorCode: 1 }, effect: "refused" },
  { command: "C2C.CallbackBeforeSendMsg", answer: { ErrorCode: 2 }, effect: "dropped" },
  { command: "C2C.CallbackBeforeSendMsg", answer: { ErrorCode: 120_001 }, effect: "refused" },
  { command: "Group.CallbackBeforeSendMsg", answer: { ErrorCode: 120_001 }, effect: "goes-on" },
  { command: "Group.CallbackBeforeSendMsg", answer: { ErrorCode: 10_200 }, effect: "refused" },
  { command: "Group.CallbackBeforeCreateTopic", answer: { ErrorCode: 2 }, effect: "goes-on" },
  {
    command: "Group.CallbackBeforeSendMsg",
    answer: { ErrorCode: 1, ErrorInfo: undefined },
    effect: "goes-on",
  },
  { command: "Group.CallbackAfterSendMsg", answer: { ErrorCode: 1 }, effect: "reported" },
  {
    command: "Sns.CallbackPrevFriendAdd",
    answer: { ErrorCode: 0, ResultItem: [{ ResultCode: 38_000 }] },
    effect: "refused",
  },
  {
    command: "Sns.CallbackPrevFriendAdd",
    answer: { ErrorCode: 0, ResultItem: [{ ResultCode: 0 }] },
    effect: "goes-on",
  },
  { command: "Sns.CallbackPrevFriendAdd", answer: { ErrorCode: 38_000, ResultItem: [] }, effect: "goes-on" },
] as const)("$command with $answer: $effect", async ({ command, answer, effect }) => {
  const emulator = await start();
  const { to } = await startServer(reply(answer));
  expect(await emulator.sendWebhook(command, { to })).toMatchObject({ effect });
});

test("says what came back that isn't an answer", async () => {
  const emulator = await start();
  const { to } = await startServer((response) => void response.writeHead(403).end("no"));
  const report = await emulator.sendWebhook("Group.CallbackBeforeSendMsg", { to });
  expect(report).toMatchObject({
    outcome: { kind: "answered", status: 403, text: "no", json: undefined },
    effect: "goes-on",
  });
});

test.each([
  { what: "an address that isn't one", to: "chat.example.com", command: "State.StateChange" },
  { what: "another scheme", to: "ftp://127.0.0.1/", command: "State.StateChange" },
  { what: "an unknown webhook", to: "http://127.0.0.1/", command: "State.Change" },
])("refuses $what", async ({ to, command }) => {
  const emulator = await start();
  await expect(emulator.sendWebhook(command as WebhookCommand, { to })).rejects.toThrow(EmulatorOptionsError);
});

test("reports a connection that breaks off in the middle of the answer", async () => {
  const emulator = await start();
  const { to } = await startServer((response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.destroy());
  });
  const report = await emulator.sendWebhook("Group.CallbackBeforeSendMsg", { to });
  expect(report).toMatchObject({ outcome: { kind: "failed", code: "ECONNRESET" }, effect: "goes-on" });
});
