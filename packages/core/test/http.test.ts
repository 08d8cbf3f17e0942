import { createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { createEmulator } from "@chat-ip/emulator";
import { afterEach, describe, expect, test } from "vitest";
import { type ChatClient, createChatClient } from "../src/index.ts";
import { createConnectProxy } from "./connect-proxy.ts";
import { listen } from "./loopback-internet.ts";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that answers every request with these pieces, each written on its own, and what it received. */
async function answering(
  ...pieces: readonly (string | Buffer)[]
): Promise<{ port: number; received: string[] }> {
  const sockets = new Set<Socket>();
  const received: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      received.push(bytes.toString("latin1"));
      if (!bytes.includes("\r\n\r\n")) return;
      const write = ([piece, ...rest]: readonly (string | Buffer)[]): void => {
        if (piece === undefined) return;
        // A piece a turn of the loop, so that each arrives on its own.
        socket.write(piece, () => setImmediate(() => write(rest)));
      };
      write(pieces);
    });
  });
  const port = await listen(server);
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port, received };
}

function client(port: number): ChatClient {
  const opened = createChatClient({
    sdkAppId: 1_400_000_000,
    secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
  });
  closing.push(() => opened.close());
  return opened;
}

const body = '{"ActionStatus":"OK","ErrorCode":0,"IPList":["1.2.3.4"]}';
const plain = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const goOn = "HTTP/1.1 100 Continue\r\n\r\n";

describe("an interim answer is skipped", () => {
  test.each<[string, string[]]>([
    ["100 Continue that nobody asked for", [goOn + plain]],
    ["one in a packet of its own", [goOn, plain]],
    ["several", [goOn + goOn, goOn, plain]],
    ["one with headers", ["HTTP/1.1 100 Go on\r\nx: 1\r\ny: 2\r\n\r\n", plain]],
    ["one that is cut anywhere", [...goOn].map(String).concat(plain)],
    ["one without words", ["HTTP/1.1 100\r\n\r\n", plain]],
    ["one of HTTP/1.0", ["HTTP/1.0 100 Continue\r\n\r\n", plain]],
    ["103 Early Hints", ["HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n", plain]],
    ["none, and an answer that is cut anywhere", [...plain]],
  ])("%s", async (_what, pieces) => {
    const { port, received } = await answering(...pieces);
    const chat = client(port);
    expect((await chat.getIPList("all")).entries).toEqual(["1.2.3.4"]);
    expect((await chat.getIPList("all")).entries).toEqual(["1.2.3.4"]);
    expect(received.join("")).not.toMatch(/^expect:/im);
  });

  test("behind a proxy too", async () => {
    const { port } = await answering(goOn, plain);
    await using proxy = await createConnectProxy({ kind: "tunnel", port });
    const { createProxyAgent } = await import("../src/proxies.ts");
    const dispatcher = await createProxyAgent(proxy.url);
    closing.push(() => dispatcher.destroy());
    const { statusCode, body: read } = await dispatcher.request({
      origin: "http://elsewhere.test",
      path: "/",
      method: "POST",
      body: "{}",
    });
    expect([statusCode, await read.text()]).toEqual([200, body]);
  });
});

test("asks for an answer without compression", async () => {
  const { port, received } = await answering(plain);
  await client(port).getIPList("all");
  expect(received.join("")).toMatch(/^accept-encoding: identity\r$/im);
});

test.each(["gzip", "x-gzip", "GZip"])(
  "reads an answer that is compressed all the same (%s)",
  async (encoding) => {
    const bytes = gzipSync(body);
    const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    const { port } = await answering(head, bytes);
    expect((await client(port).getIPList("all")).entries).toEqual(["1.2.3.4"]);
  },
);

test("reads an answer with an empty Content-Encoding", async () => {
  const { port } = await answering(plain.replace("\r\n", "\r\ncontent-encoding: \r\n"));
  expect((await client(port).getIPList("all")).entries).toEqual(["1.2.3.4"]);
});

test.each([
  [
    "a page of a network login",
    "HTTP/1.1 511 Network Authentication Required\r\ncontent-length: 0\r\n\r\n",
    "ChatNetworkError",
    /asks for a login/,
  ],
  ["SSH", "SSH-2.0-OpenSSH_9.2\r\n", "ChatResponseError", /not valid HTTP/],
  ["SMTP", "220 mail.example ESMTP\r\n", "ChatResponseError", /not valid HTTP/],
  ["a TLS alert", Buffer.from([21, 3, 1, 0, 2, 2, 80]), "ChatResponseError", /not valid HTTP/],
  [
    "HTTP/2 frames",
    Buffer.from([0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 128]),
    "ChatResponseError",
    /not valid HTTP/,
  ],
  [
    "headers without end",
    `HTTP/1.1 200 OK\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
    "ChatResponseError",
    /headers are larger/,
  ],
  [
    "brotli",
    "HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 1\r\n\r\nx",
    "ChatResponseError",
    /compressed with br/,
  ],
])("has words of its own for %s", async (_what, bytes, name, message) => {
  const { port } = await answering(bytes);
  await expect(client(port).getIPList("all")).rejects.toMatchObject({
    name,
    message: expect.stringMatching(message),
  });
});

test("a request is never sent compressed or chunked", async () => {
  await using emulator = await createEmulator();
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  await using chat = createChatClient({ sdkAppId, secretKey, endpoint });
  await chat.getIPList("all");
  expect(emulator.requests[0]).toMatchObject({ body: "{}" });
});
