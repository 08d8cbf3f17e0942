import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { join, listen } from "./loopback-internet.ts";

/** An HTTP proxy that knows CONNECT and nothing else. */
export interface ConnectProxy {
  readonly url: string;
  /** What it was asked to connect to, such as `console.tim.qq.com:443`. */
  readonly tunnels: readonly string[];
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a proxy does when asked for a tunnel. */
export type ProxyBehaviour =
  | {
      readonly kind: "tunnel";
      readonly port: number /** `user:password` */;
      readonly credentials?: string | Buffer;
    }
  | { readonly kind: "refuse"; readonly status: number }
  | { readonly kind: "hang-up" };

/** Starts a proxy; every tunnel leads to one port of 127.0.0.1, whatever the name that was asked for. */
export async function createConnectProxy(behaviour: ProxyBehaviour): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", (request, client: Socket, head: Buffer) => {
    tunnels.push(String(request.url));
    // A client that goes away in the middle is no fault of the proxy's.
    client.on("error", () => client.destroy());
    if (behaviour.kind === "hang-up") {
      client.destroy();
      return;
    }
    if (behaviour.kind === "refuse") {
      client.end(`HTTP/1.1 ${behaviour.status} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const { credentials, port } = behaviour;
    const expected =
      credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString("base64")}`;
    if (request.headers["proxy-authorization"] !== expected) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.write(head);
      join(client, target);
    });
    target.on("error", () => client.destroy());
  });
  const port = await listen(server);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, tunnels, close, [Symbol.asyncDispose]: close };
}
