import { createServer, type Server } from "node:http";
import type { HostedRepository } from "../hosted-repository.ts";
import { failureAnswer } from "./answer.ts";
import { createExchange, type ExchangeOptions } from "./exchange.ts";

export interface RunningServer {
  readonly origin: string;
  /** From now on requests are answered; until then they wait. */
  serve(repository: HostedRepository): void;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback interface. */
export async function startServer(options: ExchangeOptions): Promise<RunningServer> {
  const ready = Promise.withResolvers<HostedRepository>();
  ready.promise.catch(() => undefined); // closed before it was ever served: nobody may be waiting
  const closing = new AbortController();
  const answerOne = createExchange(options, closing.signal);
  const running = new Set<Promise<void>>();
  const server = createServer((message, response) => {
    const exchange = ready.promise
      .then((repository) => answerOne(repository, message, response))
      .catch((error: unknown) => {
        if (closing.signal.aborted || response.headersSent) response.destroy();
        else response.writeHead(500).end(failureAnswer(error).bytes);
      })
      .finally(() => running.delete(exchange));
    running.add(exchange);
  });
  server.keepAliveTimeout = 60_000;
  const origin = await listen(server);
  return {
    origin,
    serve: ready.resolve,
    async close() {
      closing.abort();
      ready.reject(new Error("the emulator was closed"));
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.all(running);
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}
