import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface PostOptions {
  readonly query: string;
  readonly body?: string | Uint8Array;
  /** Sent as they are; there is no Content-Type by default, as in the vendor's sample. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  /** A loopback address to call from. */
  readonly from?: string;
  readonly path?: string;
}

/** Calls a server on loopback over a connection of its own. */
export function post(port: number, options: PostOptions): Promise<Received> {
  const { query, body = "{}", headers = {}, method = "POST", from = "127.0.0.1", path = "/chat" } = options;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        path: `${path}?${query}`,
        method,
        localAddress: from,
        agent: false,
        headers: {
          ...(method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body)) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(method === "GET" ? undefined : body);
  });
}

/** A connection on which a test writes bytes as it likes. */
export interface RawConnection {
  readonly socket: Socket;
  write(text: string): void;
  /** Resolves when the other side closes, to all that it sent. */
  readonly closed: Promise<string>;
}

export async function openRaw(port: number): Promise<RawConnection> {
  const socket = connect({ host: "127.0.0.1", port });
  await once(socket, "connect");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  const closed = new Promise<string>((resolve) => {
    // A reset is a way to close as well.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
  return { socket, write: (text) => socket.write(text), closed };
}

/** The port of a server that listens. */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server doesn't listen on a port");
  return address.port;
}

/** A port that was free a moment ago, for programs that can't choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until a program takes connections. */
export async function isListening(port: number, program: ChildProcess): Promise<void> {
  while (program.exitCode === null && program.signalCode === null) {
    const socket = connect({ host: "127.0.0.1", port });
    const connected = await new Promise((resolve) =>
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false)),
    );
    socket.destroy();
    if (connected) return;
  }
  throw new Error(`it ended with code ${program.exitCode}`);
}

/** Ends a program, and waits until it is gone. */
export async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const exited = once(program, "exit");
  program.kill();
  await exited;
}
