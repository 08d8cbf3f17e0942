import { createServer, type RequestListener } from "node:http";

/** An HTTP server on loopback. */
export interface Listener {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** Stops listening and ends every connection, idle ones and unanswered ones too. May be called again. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and nowhere else.
 *
 * @param port 0 for any that is free.
 * @throws the system's error (`code` EADDRINUSE, EACCES …) when the port cannot be had.
 */
export async function listen(port: number, onRequest: RequestListener): Promise<Listener> {
  // Longer than any client of a test keeps a connection, so that none is closed under a request that is being sent.
  const server = createServer({ keepAliveTimeout: 60_000 }, onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("A TCP server has an address.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        // A server that is closed already says so in an error, which is as good.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
