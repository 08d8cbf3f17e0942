import "reflect-metadata";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { getConnInfo } from "@hono/node-server/conninfo";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import polka from "polka";
import { webhooksPlugin } from "../src/adapters/fastify.ts";
import { toFetchHandler } from "../src/adapters/fetch.ts";
import { fromNodeRequest, toNodeHandler } from "../src/adapters/node.ts";
import type { WebhookHandler } from "../src/index.ts";
import { portOf } from "./connection.ts";

/** A server that hands calls of `/chat` to a handler. */
export interface RunningServer {
  readonly port: number;
  [Symbol.asyncDispose](): Promise<void>;
}

async function listen(server: Server): Promise<RunningServer> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: portOf(server),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Serves a listener of node:http. */
export function serveNode(listener: RequestListener): Promise<RunningServer> {
  return listen(createServer(listener));
}

/** How each framework serves a handler, as the README shows it. */
export const frameworks: Readonly<Record<string, (handler: WebhookHandler) => Promise<RunningServer>>> = {
  "node:http": (handler) => serveNode(toNodeHandler(handler)),

  "express 5": (handler) => {
    const app = express();
    app.post("/chat", toNodeHandler(handler));
    return serveNode(app);
  },

  "express 5 after express.json()": (handler) => {
    const app = express();
    app.use(express.json());
    app.post("/chat", toNodeHandler(handler));
    return serveNode(app);
  },

  polka: (handler) => {
    const app = polka();
    app.post("/chat", toNodeHandler(handler));
    return serveNode(app.handler.bind(app) as RequestListener);
  },

  nestjs: async (handler) => {
    class AppModule {}
    Module({})(AppModule);
    const app = await NestFactory.create(AppModule, { logger: false });
    app.use("/chat", toNodeHandler(handler));
    await app.listen(0, "127.0.0.1");
    return { port: portOf(app.getHttpServer()), [Symbol.asyncDispose]: () => app.close() };
  },

  "fastify 5": async (handler) => {
    const app = fastify();
    app.post("/other", async (request) => ({ got: request.body }));
    await app.register(webhooksPlugin, { path: "/chat", handler });
    await app.listen({ port: 0, host: "127.0.0.1" });
    return { port: portOf(app.server), [Symbol.asyncDispose]: () => app.close() };
  },

  "hono on node": (handler) => {
    const app = new Hono();
    const answer = toFetchHandler(handler);
    app.post("/chat", (c) => answer(c.req.raw, { address: getConnInfo(c).remote.address }));
    return listen(createAdaptorServer({ fetch: app.fetch }) as Server);
  },

  koa: (handler) => {
    const app = new Koa();
    app.silent = true; // it prints callers that hang up
    app.use(async (ctx) => {
      const { status, headers, body } = await handler.handle(fromNodeRequest(ctx.req));
      ctx.status = status;
      ctx.set(headers);
      ctx.body = body;
    });
    return serveNode(app.callback());
  },
};
