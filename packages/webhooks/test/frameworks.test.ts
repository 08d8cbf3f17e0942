import { once } from "node:events";
import { describe, expect, it } from "vitest";
import {
  type AnyEvent,
  createWebhookHandler,
  refuse,
  replace,
  type WebhookHandlerOptions,
} from "../src/index.ts";
import { openRaw, post } from "./connection.ts";
import { frameworks } from "./frameworks.ts";
import { messageBody, now, sdkAppId, signedQuery, token } from "./signed.ts";

const options: WebhookHandlerOptions = {
  sdkAppIds: [sdkAppId],
  tokens: [token],
  allow: ["127.0.0.1"],
  now: () => now,
  on: {},
  onError: () => undefined,
  onRefused: () => undefined,
};
const body = JSON.stringify(messageBody);
const allowed = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };

describe.each(Object.entries(frameworks))("%s", (_, serve) => {
  it("hands over a good call without a Content-Type, and sends the answer as JSON", async () => {
    const seen: unknown[] = [];
    const handler = createWebhookHandler({
      ...options,
      on: {
        "C2C.CallbackBeforeSendMsg": async (event, { source }) => {
          const { CallbackCommand, query, body: message } = event;
          seen.push({ CallbackCommand, platform: query.OptPlatform, sender: message.From_Account, source });
          return replace({ MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "***" } }] });
        },
      },
    });
    await using server = await serve(handler);
    const answer = await post(server.port, { query: signedQuery(), body });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toContain("application/json");
    expect(JSON.parse(answer.body)).toEqual({
      ...allowed,
      MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "***" } }],
    });
    expect(seen).toEqual([
      {
        CallbackCommand: "C2C.CallbackBeforeSendMsg",
        platform: "RESTAPI",
        sender: "jared",
        source: "127.0.0.1",
      },
    ]);
  });

  it.each([
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "nonsense",
  ])("takes a body with Content-Type %s", async (type) => {
    await using server = await serve(createWebhookHandler(options));
    const answer = await post(server.port, { query: signedQuery(), body, headers: { "content-type": type } });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, allowed]);
  });

  it("takes chunked bodies, several on one connection", async () => {
    await using server = await serve(createWebhookHandler(options));
    const raw = await openRaw(server.port);
    const call = `POST /chat?${signedQuery()} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n`;
    raw.write(call);
    raw.write(call.replace("host: x", "host: x\r\nconnection: close"));
    expect((await raw.closed).match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  it.each([
    ["a forged signature", { query: signedQuery({ Sign: "0".repeat(64) }) }, 403],
    ["an unlisted address", { query: signedQuery(), from: "127.0.0.9" }, 403],
    [
      "a spoofed header",
      { query: signedQuery(), from: "127.0.0.9", headers: { "x-forwarded-for": "127.0.0.1" } },
      403,
    ],
    ["an old call", { query: signedQuery({}, { now: now - 61_000 }) }, 403],
    ["a parameter that appears twice", { query: `${signedQuery()}&SdkAppid=${sdkAppId}` }, 400],
    ["brackets", { query: `${signedQuery({ Sign: undefined })}&Sign[]=a&Sign[]=b` }, 400],
    ["another app", { query: signedQuery({ SdkAppid: "1400000001" }) }, 403],
    ["no query", { query: "" }, 400],
    ["a body that isn't JSON", { query: signedQuery(), body: "{" }, 400],
    ["an empty body", { query: signedQuery(), body: "" }, 400],
    [
      "another command in the body",
      { query: signedQuery(), body: '{"CallbackCommand":"State.StateChange"}' },
      400,
    ],
    ["an oversized body", { query: signedQuery(), body: "x".repeat(1_048_577) }, 413],
  ])("refuses %s", async (_, call, status) => {
    const seen: unknown[] = [];
    const otherwise = (event: AnyEvent): void => {
      seen.push(event);
    };
    const handler = createWebhookHandler({ ...options, otherwise });
    await using server = await serve(handler);
    const answer = await post(server.port, { body, ...call });
    expect([answer.status, seen]).toEqual([status, []]);
    // Nothing that Chat could take for a decision, and nothing that helps an attacker.
    expect(() => JSON.parse(answer.body)).toThrow();
    expect(answer.body).not.toContain(token);
    expect((await post(server.port, { query: signedQuery(), body })).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  it("refuses other methods", async () => {
    await using server = await serve(createWebhookHandler(options));
    const answer = await post(server.port, { query: signedQuery(), method: "GET" });
    expect([404, 405]).toContain(answer.status);
  });

  it("answers for a slow handler, once, with the answer that was chosen", async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const handler = createWebhookHandler({
      ...options,
      answerWithinMs: 20,
      on: { "C2C.CallbackBeforeSendMsg": () => released },
      onLate: () => refuse(1, "late"),
    });
    await using server = await serve(handler);
    const answer = await post(server.port, { query: signedQuery(), body });
    expect(JSON.parse(answer.body)).toEqual({ ActionStatus: "OK", ErrorCode: 1, ErrorInfo: "late" });
    release();
    const after = { query: signedQuery({}, { command: "Group.CallbackAfterSendMsg" }) };
    expect((await post(server.port, after)).status).toBe(200);
  });

  it("doesn't wait for a body that never ends", async () => {
    await using server = await serve(createWebhookHandler({ ...options, answerWithinMs: 50 }));
    const raw = await openRaw(server.port);
    raw.write(`POST /chat?${signedQuery()} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"half":`);
    await once(raw.socket, "data");
    raw.socket.destroy();
    expect(await raw.closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("goes on when callers hang up in the middle", async () => {
    await using server = await serve(createWebhookHandler(options));
    for (let round = 0; round < 5; round++) {
      const raw = await openRaw(server.port);
      raw.write(`POST /chat?${signedQuery()} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"half":`);
      raw.socket.resetAndDestroy();
      await raw.closed;
    }
    expect((await post(server.port, { query: signedQuery(), body })).status).toBe(200);
  });
});
