import type { FastifyInstance } from "fastify";
import type { WebhookHandler } from "../handler/webhook-handler.ts";
import { fromNodeRequest } from "./node.ts";

/** Options of `webhooksPlugin`. */
export interface WebhooksPluginOptions {
  /** What `createWebhookHandler` returned. */
  readonly handler: WebhookHandler;
  /** The path that Chat calls, such as `/chat`. */
  readonly path: string;
}

/**
 * A plugin for Fastify 5: `app.register(webhooksPlugin, { path: "/chat", handler })`. Its route has a parser of its own, which
 * depends on no Content-Type and changes nothing for your other routes.
 */
export async function webhooksPlugin(
  app: FastifyInstance,
  { handler, path }: WebhooksPluginOptions,
): Promise<void> {
  app.removeAllContentTypeParsers();
  // The body stays unread until the call is verified.
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.route({
    method: "POST",
    url: path,
    // Fastify refuses types that it can't make out before it asks a parser.
    onRequest: async (request) => {
      delete request.raw.headers["content-type"];
    },
    handler: async (request, reply) => {
      const { status, headers, body } = await handler.handle(fromNodeRequest(request.raw));
      return reply.code(status).headers(headers).send(body);
    },
  });
}
