import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { inspect } from "node:util";
import { Dispatcher } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type AttemptReport,
  type ChatClientOptions,
  ChatError,
  createChatClient,
  createUserSigSigner,
  decodeUserSig,
  findRegion,
  type Region,
  signUserSig,
} from "../src/index.ts";
import { createLoopbackInternet, type LoopbackInternet, listen } from "./loopback-internet.ts";
import { createManualClock } from "./manual-clock.ts";

const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const app = { sdkAppId: 1_400_000_000, identifier: "administrator" } as const;

type Answer = (request: IncomingMessage, response: ServerResponse, userSig: string) => void;

/** A server that does what it is told, and remembers every UserSig that it was sent. */
const userSigs: string[] = [];
let answer: Answer;
let endpoint: string;
let internet: LoopbackInternet;
const server = createServer((request, response) => {
  const userSig = new URL(request.url ?? "", "http://localhost").searchParams.get("usersig") ?? "";
  userSigs.push(userSig);
  answer(request, response, userSig);
});

beforeAll(async () => {
  endpoint = `http://127.0.0.1:${await listen(server)}`;
  internet = await createLoopbackInternet({ "gateway.example": endpoint, "console.tim.qq.com": endpoint });
});

afterAll(async () => {
  await internet.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  userSigs.length = 0;
});

/** Everything that a program could print of a value, by any of the usual ways. */
function everythingOf(value: unknown): string {
  const ways = [
    String(value),
    inspect(value, {
      depth: 20,
      showHidden: true,
      getters: true,
      maxStringLength: null,
      maxArrayLength: null,
    }),
    JSON.stringify(value) ?? "",
  ];
  if (value instanceof Error) ways.push(value.stack ?? "", value.message, everythingOf(value.cause ?? ""));
  return ways.join("\n");
}

/** The parts of secrets that are found in a text, with what surrounds them; a part is enough. */
function secretsIn(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => {
    for (let i = 0; i + 16 <= secret.length; i++) {
      const at = text.indexOf(secret.slice(i, i + 16));
      if (at !== -1) return [text.slice(Math.max(0, at - 60), at + 60)];
    }
    return [];
  });
}

/** Forms that an answer above quotes the key in. */
function encodedForms(secret: string): string[] {
  return [
    Buffer.from(secret).toString("hex").toUpperCase(),
    Buffer.from(`a:${secret}`).toString("base64").slice(3),
  ];
}

function expectNoSecret(text: string, secrets: readonly string[]): void {
  expect(secretsIn(text, secrets)).toEqual([]);
  // Nor the query of a URL of the API, whatever it holds.
  expect(text).not.toMatch(/[?&](sdkappid|usersig)=/);
}

const tell =
  (text: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  };
const reset: Answer = (request) => {
  request.socket.resetAndDestroy();
};
/** What a custom transport might report: an error that quotes the request in every way there is. */
class TalkativeDispatcher extends Dispatcher {
  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const userSig = new URL(options.path, "http://localhost").searchParams.get("usersig") ?? "";
    userSigs.push(userSig);
    const cause = new AggregateError([new Error(options.path)], `tried ${options.path}`);
    const error = Object.assign(new Error(`POST ${String(options.origin)}${options.path}`, { cause }), {
      options,
      code: userSig,
      address: userSig,
    });
    error.name = `Error of ${userSig}`;
    handler.onResponseError?.(undefined as never, error);
    return true;
  }
}

const clock = createManualClock(Date.now());

const failures: [string, Answer, Partial<ChatClientOptions>][] = [
  [
    "an ErrorInfo that quotes the UserSig",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: 70003, ErrorInfo: `bad ${sig}` }))(q, r, sig),
    {},
  ],
  [
    "an ErrorInfo that quotes a part of it",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: 70003, ErrorInfo: sig.slice(5, 60) }))(q, r, sig),
    {},
  ],
  [
    "an ErrorInfo that quotes the URL",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: 60002, ErrorInfo: q.url }))(q, r, sig),
    {},
  ],
  [
    "an ErrorInfo that quotes what the UserSig decodes to",
    (q, r, sig) =>
      tell(JSON.stringify({ ErrorCode: 70003, ErrorInfo: decodeUserSig(sig).signature }))(q, r, sig),
    {},
  ],
  [
    "an ErrorInfo that quotes the key in hex",
    tell(
      JSON.stringify({ ErrorCode: 70009, ErrorInfo: Buffer.from(secretKey).toString("hex").toUpperCase() }),
    ),
    {},
  ],
  [
    "an ErrorInfo that quotes the key in base64, after something else",
    tell(JSON.stringify({ ErrorCode: 70009, ErrorInfo: Buffer.from(`a:${secretKey}`).toString("base64") })),
    {},
  ],
  ["an ErrorInfo that quotes the key", tell(JSON.stringify({ ErrorCode: 70009, ErrorInfo: secretKey })), {}],
  [
    "a UserSig that is refused twice",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: 70001, ErrorInfo: userSigs.join() + sig }))(q, r, sig),
    {},
  ],
  ["HTML that quotes the URL", (q, r, sig) => tell(`<html>${q.url}</html>`)(q, r, sig), {}],
  ["text that quotes the URL", (q, r, sig) => tell(`oops ${q.url}`)(q, r, sig), {}],
  [
    "JSON that quotes the URL as an ErrorCode",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: q.url }))(q, r, sig),
    {},
  ],
  [
    "a list that is the URL",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: 0, IPList: q.url }))(q, r, sig),
    {},
  ],
  [
    "an entry that is the UserSig",
    (q, r, sig) => tell(JSON.stringify({ ErrorCode: 0, IPList: [sig] }))(q, r, sig),
    {},
  ],
  [
    "a redirect to the same URL",
    (q, r) => r.writeHead(302, { location: `https://elsewhere.example${q.url}` }).end(),
    {},
  ],
  [
    "a status whose text and headers quote it",
    (_q, r, sig) => r.writeHead(500, sig, { "x-usersig": sig, "retry-after": sig }).end(sig),
    {},
  ],
  [
    "a status that is not understood",
    (_q, r, sig) => r.writeHead(403, sig, { "content-type": sig }).end(sig),
    {},
  ],
  ["an answer that is no HTTP", (q, _r, sig) => q.socket.end(`${sig} ${q.url}\r\n\r\n`), {}],
  [
    "a header that is too long",
    (q, _r, sig) => q.socket.end(`HTTP/1.1 200 OK\r\nx: ${sig.repeat(200)}\r\n\r\n`),
    {},
  ],
  ["an answer that is too large", (_q, r, sig) => r.end(sig.repeat(50)), { maxResponseBytes: 1000 }],
  [
    "an answer that ends early",
    (_q, r, sig) => r.writeHead(200, { "content-length": 10_000 }).write(sig, () => r.destroy()),
    {},
  ],
  ["a connection that is reset", reset, {}],
  ["an answer that does not come", () => {}, { timeoutMs: 30 }],
  ["a connection that is refused", reset, { endpoint: "http://127.0.0.1:1" } as Partial<ChatClientOptions>],
  ["a transport that quotes the request in its errors", reset, { dispatcher: new TalkativeDispatcher() }],
];

describe.each(["secretKey", "userSig"] as const)(
  "with a %s, no error, hook or client shows a secret after",
  (kind) => {
    test.each(failures)("%s", async (_what, each, options) => {
      answer = each;
      const reports: AttemptReport[] = [];
      const credentials =
        kind === "secretKey" ? { secretKey } : { userSig: signUserSig({ ...app, secretKey }) };
      await using client = createChatClient({
        ...app,
        ...credentials,
        endpoint,
        clock,
        onAttempt: (report) => reports.push(report),
        ...options,
      } as ChatClientOptions);
      const error: unknown = await client
        .getIPList("all", { invalidEntries: "throw" })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ChatError);
      expect(reports.length).toBeGreaterThan(0);
      // A client that was given a UserSig never had the key.
      const secrets = [...userSigs, ...userSigs.map((userSig) => decodeUserSig(userSig).signature)];
      if (kind === "secretKey") secrets.push(secretKey, ...encodedForms(secretKey));
      expectNoSecret(everythingOf(error) + everythingOf(reports) + everythingOf(client), secrets);
    });
  },
);

test("nor what a list refused", async () => {
  answer = (q, r, sig) =>
    tell(JSON.stringify({ ErrorCode: 0, IPList: [sig, q.url, { [sig]: sig }] }))(q, r, sig);
  await using client = createChatClient({ ...app, secretKey, endpoint });
  const list = await client.getIPList("all");
  expect(list.refused).toHaveLength(3);
  expectNoSecret(everythingOf(list), [secretKey, ...userSigs]);
});

test("nor a name that does not resolve, nor a certificate that is not accepted", async () => {
  for (const host of ["nowhere.example", "gateway.example"]) {
    await using client = createChatClient({
      ...app,
      secretKey,
      endpoint: `https://${host}`,
      dispatcher: internet.dispatcher,
      clock,
    });
    const error = await client.getIPList("all").catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "ChatNetworkError",
      kind: host === "nowhere.example" ? "dns" : "tls",
    });
    expectNoSecret(everythingOf(error), [secretKey]);
  }
});

test("nor the findings about regions", async () => {
  answer = (q, r, sig) => tell(JSON.stringify({ ErrorCode: 70020, ErrorInfo: q.url }))(q, r, sig);
  const found = await findRegion({ ...app, secretKey, dispatcher: internet.dispatcher });
  expect(userSigs.length).toBeGreaterThan(0);
  expectNoSecret(everythingOf(found), [secretKey, ...userSigs]);
});

test.each<[string, () => unknown]>([
  ["a key with a newline", () => createChatClient({ ...app, secretKey: `${secretKey}\n`, region: "china" })],
  [
    "a key in the place of the region",
    () => createChatClient({ ...app, secretKey, region: secretKey as Region }),
  ],
  [
    "a key in the place of the endpoint",
    () => createChatClient({ ...app, secretKey, endpoint: `http://${secretKey}` }),
  ],
  [
    "a key in the place of the identifier",
    () => createChatClient({ ...app, secretKey, identifier: secretKey, region: "china" }),
  ],
  ["a UserSig with a space", () => createChatClient({ ...app, userSig: `${secretKey} `, region: "china" })],
  ["both", () => createChatClient({ ...app, secretKey, userSig: secretKey, region: "china" } as never)],
  ["signing with a bad key", () => signUserSig({ ...app, secretKey: ` ${secretKey}` })],
  ["a signer with a bad key", () => createUserSigSigner({ ...app, secretKey: ` ${secretKey}` }).current()],
  ["a text that is no UserSig", () => decodeUserSig(secretKey)],
])("nor what is said about %s", (_what, fail) => {
  let error: unknown;
  try {
    fail();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ChatError);
  expectNoSecret(everythingOf(error), [secretKey]);
});

test("the search finds a secret where there is one", () => {
  const error = Object.assign(new Error("x"), { cause: { deep: [{ key: secretKey }] } });
  expect(secretsIn(everythingOf(error), [secretKey])).toHaveLength(1);
});
