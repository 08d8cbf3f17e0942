import { readFileSync } from "node:fs";
import { type AddressInfo, connect, type LookupFunction, type Server, type Socket } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";
import { Agent, buildConnector, type Dispatcher } from "undici";

const material = (name: string): URL => new URL(`tls/${name}`, import.meta.url);

/** Where the CA is that signed the certificate of every host here. */
export const testCaFile: string = fileURLToPath(material("test-only-ca.pem"));

/** The API's host names on loopback, with TLS in front of what serves them. */
export interface LoopbackInternet {
  /** The port on 127.0.0.1 that stands for port 443 of every host. */
  readonly port: number;
  /** Connects as if those hosts, and no others, were in the DNS. */
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** @param hosts the host names that exist, and the `http://127.0.0.1:PORT` behind each. */
export async function createLoopbackInternet(
  hosts: Readonly<Record<string, string>>,
): Promise<LoopbackInternet> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  };
  const server = createServer(
    {
      key: readFileSync(material("test-only-server-key.pem")),
      cert: readFileSync(material("test-only-server.pem")),
    },
    (client: TLSSocket) => {
      keep(client);
      const url = hosts[String(client.servername)];
      if (url === undefined) {
        client.destroy();
        return;
      }
      join(client, connect(Number(new URL(url).port), "127.0.0.1"));
    },
  );
  const port = await listen(server);

  const lookup: LookupFunction = (hostname, _options, callback) => {
    if (Object.hasOwn(hosts, hostname)) callback(null, [{ address: "127.0.0.1", family: 4 }]);
    else
      callback(
        Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND", hostname }),
        [],
      );
  };
  const connector = buildConnector({ ca: readFileSync(testCaFile), lookup });
  const dispatcher = new Agent({
    connect: (options, callback) => connector({ ...options, port: String(port) }, callback),
  });
  const close = async (): Promise<void> => {
    await dispatcher.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, dispatcher, close, [Symbol.asyncDispose]: close };
}

/** Joins two sockets until either ends, however it ends. */
export function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  for (const [socket, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    // A broken connection on one side breaks the other; there is nobody to tell.
    socket.on("error", () => peer.destroy());
    socket.on("close", () => peer.destroy());
  }
}

/** Starts a server on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return address.port;
}
