import { Buffer } from "node:buffer";
import type { ServerResponse } from "node:http";
import type { IncomingWebhook } from "../handler/incoming.ts";
import type { WebhookHandler } from "../handler/webhook-handler.ts";
import { discardBody, type NodeRequest, readNodeBody } from "./read-node-body.ts";

export type { NodeRequest } from "./read-node-body.ts";

/** A request handler of node:http, and a middleware of Express, NestJS, Connect and polka. */
export type NodeHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Makes a handler for `node:http`, Express, NestJS and polka. It answers every request that reaches it; `next` is called only
 * with an error, when the response can't be written.
 *
 * Register it before body parsers. One that ran already is no obstacle as long as it keeps `req.rawBody` or `req.body`.
 */
export function toNodeHandler(handler: WebhookHandler): NodeHandler {
  return (request, response, next) => {
    answer(handler, request, response).catch((error: unknown) => {
      if (next) next(error);
      else response.destroy();
    });
  };
}

async function answer(
  handler: WebhookHandler,
  request: NodeRequest,
  response: ServerResponse,
): Promise<void> {
  const { status, headers, body } = await handler.handle(fromNodeRequest(request));
  if (response.destroyed || response.writableEnded) return;
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

/** A request of node:http, as a handler takes it: for frameworks on Node that have no adapter. */
export function fromNodeRequest(request: NodeRequest): IncomingWebhook {
  const url = request.url ?? "";
  const mark = url.indexOf("?");
  return {
    method: request.method ?? "",
    query: mark < 0 ? "" : url.slice(mark + 1),
    socketAddress: request.socket.remoteAddress,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    readBody: (limits) => readNodeBody(request, limits),
    discardBody: () => discardBody(request),
  };
}
