import { webhookTable } from "@chat-ip/commands/webhook-table";
import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toNodeHandler } from "../src/adapters/node.ts";
import {
  createWebhookHandler,
  type DecidingWebhookCommand,
  refuse,
  replace,
  type WebhookCommand,
  type WebhookHandlerOptions,
} from "../src/index.ts";
import { type RunningServer, serveNode } from "./frameworks.ts";

/** The emulator signs, builds bodies and judges answers with code of its own. */
const commands = Object.keys(webhookTable) as WebhookCommand[];
const token = "emulated-token";
const seen: string[] = [];
const errors: unknown[] = [];
let emulator: Emulator;
let server: RunningServer;

function options(more: Partial<WebhookHandlerOptions> = {}): WebhookHandlerOptions {
  return {
    sdkAppIds: [emulator.sdkAppId],
    tokens: [token],
    allow: ["127.0.0.1"],
    on: {},
    otherwise: ({ CallbackCommand }) => void seen.push(CallbackCommand),
    onError: (error) => void errors.push(error),
    ...more,
  };
}

beforeAll(async () => {
  emulator = await createEmulator({ webhookToken: token });
  server = await serveNode(toNodeHandler(createWebhookHandler(options())));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await emulator.close();
});

it.each(commands)("takes %s from the emulator, and the event goes on", async (command) => {
  seen.length = 0;
  const { outcome, effect } = await emulator.sendWebhook(command, { to: `http://127.0.0.1:${server.port}/` });
  expect(outcome).toMatchObject({ kind: "answered", status: 200, json: { ErrorCode: 0 } });
  expect(effect).toBe(webhookTable[command].stage === "before" ? "goes-on" : "reported");
  expect([seen, errors]).toEqual([[command], []]);
});

const deciding = commands.filter((command) => webhookTable[command].decides) as DecidingWebhookCommand[];

describe("an answer", () => {
  it.each(deciding.filter((command) => webhookTable[command].answerCodes?.refuse === 1))(
    "that refuses %s does so",
    async (command) => {
      const handler = createWebhookHandler(options({ on: { [command]: () => refuse(1, "no") } }));
      await using refusing = await serveNode(toNodeHandler(handler));
      const { effect } = await emulator.sendWebhook(command, { to: `http://127.0.0.1:${refusing.port}/` });
      expect(effect).toBe("refused");
    },
  );

  it("that drops a message does so", async () => {
    const handler = createWebhookHandler(options({ on: { "Group.CallbackBeforeSendMsg": () => refuse(2) } }));
    await using dropping = await serveNode(toNodeHandler(handler));
    const to = `http://127.0.0.1:${dropping.port}/`;
    expect((await emulator.sendWebhook("Group.CallbackBeforeSendMsg", { to })).effect).toBe("dropped");
  });

  it("that replaces a message goes on", async () => {
    const text = [{ MsgType: "TIMTextElem", MsgContent: { Text: "***" } }];
    const on = { "C2C.CallbackBeforeSendMsg": () => replace({ MsgBody: text }) };
    await using replacing = await serveNode(toNodeHandler(createWebhookHandler(options({ on }))));
    const to = `http://127.0.0.1:${replacing.port}/`;
    const { outcome, effect } = await emulator.sendWebhook("C2C.CallbackBeforeSendMsg", { to });
    expect(outcome).toMatchObject({ json: { ErrorCode: 0, MsgBody: text } });
    expect(effect).toBe("goes-on");
  });

  it("comes within Chat's two seconds, however long the handler takes", async () => {
    const on = { "C2C.CallbackBeforeSendMsg": () => new Promise<never>(() => undefined) };
    await using slow = await serveNode(
      toNodeHandler(createWebhookHandler(options({ on, onLate: () => refuse(1) }))),
    );
    const to = `http://127.0.0.1:${slow.port}/`;
    expect((await emulator.sendWebhook("C2C.CallbackBeforeSendMsg", { to })).effect).toBe("refused");
  });
});

it.each([
  ["a forged Sign", { query: { Sign: "0".repeat(64) } }],
  ["another token", { token: "other" }],
  ["no Sign", { token: null }],
  ["another app", { query: { SdkAppid: "7" } }],
  ["another address", { from: "127.0.0.9" }],
  ["another command in the body", { overrides: { CallbackCommand: "State.StateChange" } }],
])("refuses the emulator with %s", async (_, wrong) => {
  await using strict = await serveNode(
    toNodeHandler(createWebhookHandler(options({ onRefused: () => undefined }))),
  );
  seen.length = 0;
  const to = `http://127.0.0.1:${strict.port}/`;
  const { outcome } = await emulator.sendWebhook("C2C.CallbackBeforeSendMsg", { to, ...wrong });
  expect([outcome.kind, "status" in outcome && outcome.status >= 400, seen]).toEqual(["answered", true, []]);
});
