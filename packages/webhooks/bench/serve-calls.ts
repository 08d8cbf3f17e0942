/**
 * The process that `node-adapter.bench.ts` measures: two servers, one with the handler and one without, that read a body and answer the
 * same. Tells its parent their ports, and for each message how much processor time it has used.
 */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "../src/adapters/node.ts";
import { createWebhookHandler } from "../src/index.ts";

const answer = JSON.stringify({ ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" });

const bare = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    response.end(answer);
  });
});

const handler = createWebhookHandler({
  sdkAppIds: [1400000000],
  tokens: ["bench-token"],
  allow: ["127.0.0.0/8"],
  on: { "C2C.CallbackBeforeSendMsg": async ({ body }) => void body.MsgBody.length },
});
const guarded = createServer(toNodeHandler(handler));

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

process.send?.({ bare: await listen(bare), guarded: await listen(guarded) });
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuUs: user + system });
});
