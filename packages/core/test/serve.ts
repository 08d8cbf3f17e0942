import { createServer, type RequestListener } from "node:http";
import { listen } from "./loopback-internet.ts";

/** A server for one test. */
export interface Served {
  readonly url: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a server that answers in ways that the emulator can't. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
