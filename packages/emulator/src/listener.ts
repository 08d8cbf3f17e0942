import { createServer, type RequestListener } from "node:http";

/** An HTTP server on loopback. */
export interface Listener {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** Stops listening and closes every connection, idle and unanswered ones too. You may call it again. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and nowhere else.
 *
 * @param port 0 for any free one.
 * @throws the system's error (`code` EADDRINUSE, EACCES …) when the port is taken.
 */
export async function listen(port: number, onRequest: RequestListener): Promise<Listener> {
  // Longer than a test's client keeps a connection, so that none closes while a request is being sent.
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
        // The error of a server that is closed already doesn't matter.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
