import { once } from "node:events";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import { describe, expect, it, vi } from "vitest";
import { toFetchHandler } from "../src/adapters/fetch.ts";
import { type NodeRequest, toNodeHandler } from "../src/adapters/node.ts";
import {
  type Answer,
  allow,
  createDuplicateStore,
  createWebhookHandler,
  type RefusedCall,
  refuse,
  replace,
  WebhookAnswerError,
  WebhookBodyError,
  type WebhookHandlerOptions,
  WebhookOptionsError,
} from "../src/index.ts";
import { openRaw, portOf, post } from "./connection.ts";
import { frameworks, serveNode } from "./frameworks.ts";
import { messageBody, now, sdkAppId, signedQuery, token } from "./signed.ts";

const base: WebhookHandlerOptions = {
  sdkAppIds: [sdkAppId],
  tokens: [token],
  allow: ["127.0.0.1"],
  now: () => now,
  on: {},
};
const body = JSON.stringify(messageBody);
const ok = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };

interface Setup {
  readonly errors: unknown[];
  readonly refused: RefusedCall[];
  call(options?: Parameters<typeof ask>[1]): Promise<{ readonly status: number; readonly answer: unknown }>;
}

/** A handler behind the fetch adapter, and what it reports. */
function setUp(options: Partial<WebhookHandlerOptions> = {}): Setup {
  const errors: unknown[] = [];
  const refused: RefusedCall[] = [];
  const handler = createWebhookHandler({
    ...base,
    onError: (error) => {
      errors.push(error);
    },
    onRefused: (call) => refused.push(call),
    ...options,
  });
  const answer = toFetchHandler(handler);
  return { errors, refused, call: (given) => ask(answer, given) };
}

async function ask(
  answer: ReturnType<typeof toFetchHandler>,
  {
    query = signedQuery(),
    body: content = body,
    address = "127.0.0.1",
    headers = {},
  }: { query?: string; body?: string; address?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; answer: unknown }> {
  const request = new Request(`https://example.com/chat?${query}`, {
    method: "POST",
    body: content,
    headers,
  });
  const response = await answer(request, { address });
  const text = await response.text();
  return { status: response.status, answer: response.status === 200 ? JSON.parse(text) : text };
}

const after = (command: string): string => signedQuery({}, { command });

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;

describe("a handler that fails", () => {
  it.each([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
    ["rejects", () => Promise.reject(new Error("broken"))],
    ["returns an answer written by hand", () => ({ ErrorCode: 1 }) as unknown as Answer],
    ["returns a text", () => "no" as unknown as Answer],
    ["answers what JSON can't hold", () => replace({ MsgBody: cyclic }) as unknown as Answer],
  ])("allows by default and reports once: %s", async (_, handle) => {
    const { call, errors } = setUp({ on: { "C2C.CallbackBeforeSendMsg": handle as () => never } });
    expect(await call()).toEqual({ status: 200, answer: ok });
    expect(errors).toHaveLength(1);
  });

  it("answers by onError, which gets the event", async () => {
    const events: unknown[] = [];
    const { call } = setUp({
      on: { "C2C.CallbackBeforeSendMsg": () => Promise.reject(new Error("broken")) },
      onError: (_error, event) => {
        events.push(event?.CallbackCommand);
        return refuse(120002, "try later");
      },
    });
    expect((await call()).answer).toEqual({ ActionStatus: "OK", ErrorCode: 120002, ErrorInfo: "try later" });
    expect(events).toEqual(["C2C.CallbackBeforeSendMsg"]);
  });

  it.each([
    [
      "onError",
      {
        onError: () => {
          throw new Error("worse");
        },
      },
    ],
    [
      "onRefused",
      {
        onRefused: () => {
          throw new Error("worse");
        },
      },
    ],
    [
      "onLate",
      {
        onLate: () => {
          throw new Error("worse");
        },
        answerWithinMs: 5,
      },
    ],
  ])("still answers if %s throws too", async (_, options) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const never =
      "answerWithinMs" in options ? new Promise<never>(() => undefined) : Promise.reject(new Error("broken"));
    never.catch(() => undefined);
    const { call } = setUp({ on: { "C2C.CallbackBeforeSendMsg": () => never }, ...options });
    expect((await call()).answer).toEqual(ok);
    expect((await call({ query: "" })).status).toBe(400);
    expect(printed).toHaveBeenCalled();
    printed.mockRestore();
  });

  it("keeps a refusal one, though its code doesn't fit, and reports that", async () => {
    const { call, errors } = setUp({ on: { "C2C.CallbackBeforeSendMsg": () => refuse(403, "no") } });
    expect((await call()).answer).toEqual({ ActionStatus: "OK", ErrorCode: 1, ErrorInfo: "no" });
    expect(errors).toEqual([expect.any(WebhookAnswerError)]);
  });

  it("reports a failure after the answer was sent, and doesn't answer again", async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    const { promise: reported, resolve: report } = Promise.withResolvers<unknown>();
    const signals: boolean[] = [];
    const { call } = setUp({
      answerWithinMs: 10,
      on: {
        "C2C.CallbackBeforeSendMsg": (_event, { signal }) => {
          signal.addEventListener("abort", () => signals.push(signal.aborted));
          return promise;
        },
      },
      onError: (error) => report(error),
    });
    expect((await call()).answer).toEqual(ok);
    expect(signals).toEqual([true]);
    reject(new Error("too late"));
    expect(await reported).toEqual(new Error("too late"));
  });
});

describe("events", () => {
  it.each(["Live.CallbackAfterNewThing", "constructor", "toString", "hasOwnProperty"])(
    "answers 0 to the unknown webhook %s, and hands it to otherwise",
    async (command) => {
      const seen: string[] = [];
      const { call, errors } = setUp({ otherwise: (event) => void seen.push(event.CallbackCommand) });
      const content = JSON.stringify({ CallbackCommand: command, Whatever: { NewField: 1 } });
      expect(await call({ query: after(command), body: content })).toEqual({ status: 200, answer: ok });
      expect(await setUp().call({ query: after(command), body: content })).toEqual({
        status: 200,
        answer: ok,
      });
      expect([seen, errors]).toEqual([[command], []]);
    },
  );

  it("hands over unknown fields, large numbers and the query, but not Sign", async () => {
    const events: unknown[] = [];
    const { call } = setUp({ on: { "State.StateChange": (event) => void events.push(event) } });
    const content =
      '{"CallbackCommand":"State.StateChange","Info":{},"New":{"Id":18446744073709551615,"__proto__":{"x":1}}}';
    await call({ query: signedQuery({ RequestID: "r1" }, { command: "State.StateChange" }), body: content });
    expect(events).toEqual([
      {
        CallbackCommand: "State.StateChange",
        query: {
          SdkAppid: String(sdkAppId),
          CallbackCommand: "State.StateChange",
          contenttype: "json",
          ClientIP: "127.0.0.1",
          OptPlatform: "RESTAPI",
          RequestTime: "1669872112",
          RequestID: "r1",
        },
        body: { CallbackCommand: "State.StateChange", Info: {}, New: { Id: 18446744073709551615n } },
      },
    ]);
  });

  it("routes Push.* and ContentCallback.*, whose bodies name no command, by the query", async () => {
    const seen: unknown[] = [];
    const { call } = setUp({
      on: {
        "Push.AllMemberPush": ({ body: { Events } }) => void seen.push(Events.length),
        "ContentCallback.ResultNotify": ({ body: { CtxcbResult } }) => void seen.push(CtxcbResult),
      },
    });
    await call({ query: after("Push.AllMemberPush"), body: '{"Events":[{},{}]}' });
    await call({ query: after("ContentCallback.ResultNotify"), body: '{"CtxcbResult":1}' });
    expect(seen).toEqual([2, 1]);
  });

  it("can send back large numbers with all of their digits", async () => {
    const handler = createWebhookHandler({
      ...base,
      on: { "C2C.CallbackBeforeSendMsg": ({ body: { MsgBody } }) => replace({ MsgBody }) },
    });
    const content = '{"MsgBody":[{"MsgType":"TIMCustomElem","MsgContent":{"Id":18446744073709551615}}]}';
    const request = new Request(`https://example.com/?${signedQuery()}`, { method: "POST", body: content });
    const response = await toFetchHandler(handler)(request, { address: "127.0.0.1" });
    expect(await response.text()).toContain('"Id":18446744073709551615');
  });

  it("takes a message whose text isn't UTF-8, because refusing it would let it pass unmoderated", async () => {
    const answer = toFetchHandler(createWebhookHandler(base));
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}')]);
    const request = new Request(`https://example.com/?${signedQuery()}`, { method: "POST", body: bytes });
    expect((await answer(request, { address: "127.0.0.1" })).status).toBe(200);
  });
});

describe("de-duplication", () => {
  const sent = (key: string): { query: string; body: string } => ({
    query: after("C2C.CallbackAfterSendMsg"),
    body: JSON.stringify({
      CallbackCommand: "C2C.CallbackAfterSendMsg",
      MsgKey: key,
      EventTime: Math.random(),
    }),
  });

  it("handles an after webhook once, and answers each time", async () => {
    const seen: string[] = [];
    const { call } = setUp({
      deduplicate: true,
      on: { "C2C.CallbackAfterSendMsg": ({ body: { MsgKey } }) => void seen.push(MsgKey) },
    });
    for (const key of ["a", "a", "b", "a"]) expect((await call(sent(key))).answer).toEqual(ok);
    expect(seen).toEqual(["a", "b"]);
  });

  it("is off by default, and never applies to before webhooks", async () => {
    let count = 0;
    const counting = setUp({ on: { "C2C.CallbackAfterSendMsg": () => void count++ } });
    for (const key of ["a", "a"]) await counting.call(sent(key));
    expect(count).toBe(2);
    const { call } = setUp({ deduplicate: true, on: { "C2C.CallbackBeforeSendMsg": () => refuse() } });
    for (let round = 0; round < 2; round++) expect((await call()).answer).toMatchObject({ ErrorCode: 1 });
  });

  it("handles an event again if its handler failed", async () => {
    let count = 0;
    const { call } = setUp({
      deduplicate: true,
      on: {
        "C2C.CallbackAfterSendMsg": () => {
          if (count++ === 0) throw new Error("broken");
        },
      },
    });
    for (const key of ["a", "a", "a"]) await call(sent(key));
    expect(count).toBe(2);
  });

  it.each([
    [
      "group messages, by group and sequence",
      "Group.CallbackAfterSendMsg",
      { GroupId: "g", MsgSeq: 1 },
      { GroupId: "g", MsgSeq: 2 },
    ],
    [
      "messages of topics, which count on their own",
      "Group.CallbackAfterSendMsg",
      { GroupId: "g", TopicId: "t", MsgSeq: 1 },
      { GroupId: "g", TopicId: "u", MsgSeq: 1 },
    ],
    [
      "messages without a sequence, by content",
      "Group.CallbackAfterSendMsg",
      { GroupId: "g", Random: 1 },
      { GroupId: "g", Random: 2 },
    ],
    [
      "other events, by content",
      "Group.CallbackAfterMemberExit",
      { GroupId: "g", EventTime: "1" },
      { GroupId: "g", EventTime: "2" },
    ],
    ["large numbers, by all of their digits", "Group.CallbackAfterMemberExit", { N: "X1" }, { N: "X2" }],
  ])("knows %s", async (_, command, one, other) => {
    let count = 0;
    const { call } = setUp({ deduplicate: true, otherwise: () => void count++ });
    for (const event of [one, other, one, other]) {
      await call({
        query: after(command),
        body: JSON.stringify(event).replace(/"X(\d)"/, "1844674407370955161$1"),
      });
    }
    expect(count).toBe(2);
  });

  it("keeps webhooks and apps apart", async () => {
    let count = 0;
    const { call } = setUp({ sdkAppIds: [sdkAppId, 7], deduplicate: true, otherwise: () => void count++ });
    await call({ query: after("Group.CallbackAfterMemberExit"), body: "{}" });
    await call({ query: after("Group.CallbackAfterNewMemberJoin"), body: "{}" });
    await call({
      query: signedQuery({}, { sdkAppId: 7, command: "Group.CallbackAfterMemberExit" }),
      body: "{}",
    });
    expect(count).toBe(3);
  });

  it("hands over those events of a push that are new", async () => {
    const seen: string[] = [];
    const { call } = setUp({
      deduplicate: true,
      on: {
        "Push.AllMemberPush": ({ body: { Events } }) =>
          void seen.push(Events.map((event) => event.To_Account).join()),
      },
    });
    const push = (...accounts: string[]): Promise<unknown> =>
      call({
        query: after("Push.AllMemberPush"),
        body: JSON.stringify({
          Events: accounts.map((To_Account) => ({ TaskId: "t", To_Account, PushStage: 1 })),
        }),
      });
    await push("a", "b");
    await push("b", "c", "c");
    await push("a", "c");
    expect(seen).toEqual(["a,b", "c"]);
  });

  it("handles rather twice than never if the store fails, and doesn't wait for it for ever", async () => {
    let count = 0;
    const broken = setUp({
      deduplicate: { claim: () => Promise.reject(new Error("no store")), release: () => undefined },
      otherwise: () => void count++,
    });
    await broken.call(sent("a"));
    expect([count, broken.errors.length]).toEqual([1, 1]);
    const hanging = setUp({
      answerWithinMs: 10,
      deduplicate: { claim: () => new Promise(() => undefined), release: () => undefined },
      otherwise: () => undefined,
    });
    expect((await hanging.call(sent("a"))).answer).toEqual(ok);
  });

  it("forgets the oldest events, and those that are old", () => {
    let time = 0;
    const store = createDuplicateStore({ maxEvents: 2, rememberMs: 100, now: () => time });
    expect(["a", "b", "a", "c", "b", "a"].map((key) => store.claim(key))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
    time = 101;
    expect(store.claim("a")).toBe(true);
  });
});

describe("refusals", () => {
  it("report what is known, without Sign", async () => {
    const { call, refused } = setUp();
    await call({ address: "198.51.100.7" });
    await call({ query: signedQuery({ CallbackCommand: "<b>" }) });
    expect(refused).toMatchObject([
      {
        enforced: true,
        source: "198.51.100.7",
        command: "C2C.CallbackBeforeSendMsg",
        refusal: { reason: "wrong-source", proven: ["signature"] },
      },
      { enforced: true, command: undefined, refusal: { reason: "malformed" } },
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/17773bc3|xxxxyyyy/);
  });

  it("are printed by default, each kind once a minute", async () => {
    const printed = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    let time = now;
    const { call } = setUp({ onRefused: undefined, now: () => time });
    for (let round = 0; round < 3; round++) await call({ address: "198.51.100.7" });
    await call({ query: "" });
    expect(printed.mock.calls.map(([line]) => String(line))).toEqual([
      expect.stringMatching(
        /C2C\.CallbackBeforeSendMsg from 198\.51\.100\.7.*signature is right.*may be Chat's/,
      ),
      expect.stringMatching(/no CallbackCommand/),
    ]);
    time += 60_000;
    await call({ address: "198.51.100.7", query: signedQuery({}, { now: time }) });
    expect(printed).toHaveBeenCalledTimes(3);
    printed.mockRestore();
  });

  it("of mode report let the call in", async () => {
    const { call, refused } = setUp({ mode: "report", on: { "C2C.CallbackBeforeSendMsg": () => refuse(2) } });
    expect((await call({ address: "198.51.100.7" })).answer).toMatchObject({ ErrorCode: 2 });
    expect(refused).toMatchObject([{ enforced: false, refusal: { reason: "wrong-source" } }]);
    expect(
      (await call({ address: "198.51.100.7", query: signedQuery({ Sign: "a".repeat(64) }) })).status,
    ).toBe(403);
  });
});

describe("proxies", () => {
  const trusting: Partial<WebhookHandlerOptions> = {
    allow: ["101.32.118.0/24"],
    trustedProxies: ["127.0.0.1", "10.0.0.0/8"],
  };

  it.each([
    ["one proxy that appends", { "x-forwarded-for": "101.32.118.25" }, 200],
    ["a caller that spoofs through one proxy", { "x-forwarded-for": "101.32.118.25, 198.51.100.7" }, 403],
    ["two proxies", { "x-forwarded-for": "101.32.118.25, 10.0.0.7" }, 200],
    [
      "a caller that spoofs through two proxies",
      { "x-forwarded-for": "101.32.118.25, 198.51.100.7, 10.0.0.7" },
      403,
    ],
    ["a proxy that says nothing", {}, 403],
    [
      "headers that nobody named",
      {
        "x-real-ip": "101.32.118.25",
        forwarded: "for=101.32.118.25",
        "cf-connecting-ip": "101.32.118.25",
        "true-client-ip": "101.32.118.25",
        "x-client-ip": "101.32.118.25",
      },
      403,
    ],
  ])("%s over a real socket", async (_, headers, status) => {
    const handler = createWebhookHandler({ ...base, ...trusting, onRefused: () => undefined });
    await using server = await serveNode(toNodeHandler(handler));
    expect(
      (await post(server.port, { query: signedQuery(), body, headers: headers as Record<string, string> }))
        .status,
    ).toBe(status);
  });

  it("reads another header once it is named, and only that", async () => {
    const { call } = setUp({ ...trusting, forwardedHeader: "X-Real-IP" });
    expect((await call({ headers: { "x-real-ip": "101.32.118.25" } })).status).toBe(200);
    expect((await call({ headers: { "x-forwarded-for": "101.32.118.25" } })).status).toBe(403);
    expect((await call({ address: "198.51.100.7", headers: { "x-real-ip": "101.32.118.25" } })).status).toBe(
      403,
    );
  });

  it("takes several headers of one name in their order", async () => {
    const handler = createWebhookHandler({ ...base, ...trusting, onRefused: () => undefined });
    await using server = await serveNode(toNodeHandler(handler));
    const raw = await openRaw(server.port);
    const head = `POST /chat?${signedQuery()} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n`;
    raw.write(`${head}x-forwarded-for: 101.32.118.25\r\nx-forwarded-for: 198.51.100.7\r\n\r\n{}`);
    expect(await raw.closed).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe("bodies that something has read before", () => {
  const parsers: [
    string,
    (request: NodeRequest & { rawBody?: unknown; body?: unknown }) => Promise<void>,
    number,
  ][] = [
    [
      "keeps rawBody",
      async (request) => {
        request.rawBody = Buffer.concat(await request.toArray());
      },
      200,
    ],
    [
      "keeps a parsed body",
      async (request) => {
        request.body = JSON.parse(String(Buffer.concat(await request.toArray())));
      },
      200,
    ],
    [
      "keeps a text",
      async (request) => {
        request.body = String(Buffer.concat(await request.toArray()));
      },
      200,
    ],
    [
      "keeps nothing",
      async (request) => {
        await request.toArray();
      },
      500,
    ],
    [
      "sets an empty body and reads nothing",
      async (request) => {
        request.body = {};
      },
      200,
    ],
    [
      "keeps a rawBody that is too large",
      async (request) => {
        await request.toArray();
        request.rawBody = Buffer.alloc(1_048_577);
      },
      413,
    ],
  ];

  it.each(parsers)("by a parser that %s", async (_, parse, status) => {
    const errors: unknown[] = [];
    const senders: unknown[] = [];
    const handler = createWebhookHandler({
      ...base,
      on: { "C2C.CallbackBeforeSendMsg": ({ body: { From_Account } }) => void senders.push(From_Account) },
      onError: (error) => void errors.push(error),
    });
    const answer = toNodeHandler(handler);
    await using server = await serveNode(async (request, response) => {
      await parse(request);
      answer(request, response);
    });
    const received = await post(server.port, { query: signedQuery(), body });
    expect([received.status, senders]).toEqual([status, status === 200 ? ["jared"] : []]);
    expect(errors).toEqual(status === 200 ? [] : [expect.any(WebhookBodyError)]);
    if (status === 500) expect(received.body).toMatch(/read before/);
  });

  it("of a Request says so", async () => {
    const request = new Request(`https://example.com/?${signedQuery()}`, { method: "POST", body });
    await request.text();
    const errors: unknown[] = [];
    const handler = createWebhookHandler({ ...base, onError: (error) => void errors.push(error) });
    expect((await toFetchHandler(handler)(request, { address: "127.0.0.1" })).status).toBe(500);
    expect(errors).toEqual([expect.any(WebhookBodyError)]);
  });
});

// Each waits a second until it is cut off, so they wait together.
describe.concurrent("hostile connections", () => {
  it.each(["node:http", "express 5", "fastify 5", "koa", "nestjs"])(
    "that were refused can't send for ever to %s",
    async (name) => {
      const handler = createWebhookHandler({ ...base, onRefused: () => undefined });
      await using server = await (frameworks[name] ?? expect.fail(name))(handler);
      const raw = await openRaw(server.port);
      raw.write("POST /chat HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
      const flood = setInterval(() => raw.socket.writable && raw.write("4\r\nabcd\r\n"), 5);
      expect(await raw.closed).toMatch(/^HTTP\/1\.1 400 /);
      clearInterval(flood);
    },
  );

  it("that declare a small body can't send a large one in chunks", async () => {
    const handler = createWebhookHandler({ ...base, maxBodyBytes: 1_000, onError: () => undefined });
    await using server = await serveNode(toNodeHandler(handler));
    const raw = await openRaw(server.port);
    raw.write(`POST /chat?${signedQuery()} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
    raw.write(`fff\r\n${"x".repeat(0xfff)}\r\n`);
    expect(await raw.closed).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe("HTTP/2", () => {
  it("is served, and half-sent bodies are ended", async () => {
    const handler = createWebhookHandler({ ...base, answerWithinMs: 50, onRefused: () => undefined });
    const server = createHttp2Server(toNodeHandler(handler) as unknown as () => void).listen(0, "127.0.0.1");
    await once(server, "listening");
    const client = connectHttp2(`http://127.0.0.1:${portOf(server)}`);
    const call = async (query: string, end: boolean): Promise<number> => {
      const stream = client.request({ ":method": "POST", ":path": `/chat?${query}` });
      stream.resume().write("{}");
      if (end) stream.end();
      const [headers] = (await once(stream, "response")) as [{ ":status": number }];
      await once(stream, "close");
      return headers[":status"];
    };
    expect(
      await Promise.all([call(signedQuery(), true), call(signedQuery(), false), call("", false)]),
    ).toEqual([200, 408, 400]);
    client.close();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("options", () => {
  it.each([
    ["2 s or more to answer", { answerWithinMs: 2_000 }],
    ["no time to answer", { answerWithinMs: 0 }],
    ["NaN to answer", { answerWithinMs: Number.NaN }],
    ["no body", { maxBodyBytes: 0 }],
    ["a header that isn't one", { forwardedHeader: "x forwarded" }],
    ["a proxy that isn't a prefix", { trustedProxies: ["loopback"] }],
    ["the internet as proxy", { trustedProxies: ["0.0.0.0/0"] }],
    ["half of the internet as proxy", { trustedProxies: ["128.0.0.0/1"] }],
    ["all of IPv6 as proxy", { trustedProxies: ["::/0"] }],
    ["a handler that isn't a function", { on: { "State.StateChange": "yes" } }],
    ["no handlers", { on: undefined }],
    ["no tokens", { tokens: [] }],
    ["no addresses", { allow: [] }],
  ])("throw at construction for %s", (_, wrong) => {
    expect(() => createWebhookHandler({ ...base, ...(wrong as object) })).toThrow(WebhookOptionsError);
  });

  it("take the usual private ranges as proxies", () => {
    const trustedProxies = [
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "127.0.0.1",
      "::1",
      "fc00::/7",
      "fe80::/10",
    ];
    expect(() => createWebhookHandler({ ...base, trustedProxies })).not.toThrow();
  });
});

it("refuses a Request whose address was forgotten, and says so", async () => {
  const refused: RefusedCall[] = [];
  const handler = createWebhookHandler({ ...base, onRefused: (call) => refused.push(call) });
  const answer = toFetchHandler(handler) as (request: Request) => Promise<Response>;
  const request = new Request(`https://example.com/?${signedQuery()}`, { method: "POST", body });
  expect((await answer(request)).status).toBe(403);
  expect(refused[0]?.refusal).toMatchObject({
    reason: "unknown-source",
    hint: expect.stringMatching(/give the address/),
  });
});

it("resolves waitUntil once the handler is done", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const handler = createWebhookHandler({
    ...base,
    answerWithinMs: 5,
    on: { "C2C.CallbackBeforeSendMsg": () => promise.then(() => allow()) },
  });
  const pending: Promise<unknown>[] = [];
  const request = new Request(`https://example.com/?${signedQuery()}`, { method: "POST", body });
  await toFetchHandler(handler)(request, { address: "127.0.0.1", waitUntil: (work) => pending.push(work) });
  const order: string[] = [];
  const waiting = pending[0]?.then(() => order.push("finished"));
  order.push("answered");
  resolve();
  await waiting;
  expect(order).toEqual(["answered", "finished"]);
});
