import type { Dispatcher } from "undici";
import { isLoopback } from "../endpoint.ts";
import { readProxyEnvironment } from "./read-proxy-environment.ts";
import { send } from "./send.ts";
import type { OpenTransport } from "./transport.ts";

/**
 * Sends with undici: through the caller's dispatcher, which the caller closes, or through our own, directly or by the
 * proxy of the environment. undici is loaded with the first call, so programs that only sign or verify UserSigs never
 * wait for it.
 *
 * @throws {ChatConfigError} when a proxy variable that applies to one of the origins is malformed.
 */
export const openTransport: OpenTransport = ({ dispatcher, proxies, origins }) => {
  if (dispatcher) return { send: (request) => send(dispatcher, request), close: async () => {} };
  const environment = proxies ?? readProxyEnvironment(process.env);
  const proxyFor = (origin: string): string | null => {
    const url = new URL(origin);
    // Unencrypted requests never leave this machine.
    return url.protocol === "http:" && isLoopback(url) ? null : environment.proxyFor(url);
  };
  for (const origin of origins) proxyFor(origin);
  const own = new Map<string | null, Promise<Dispatcher>>();
  const open = async (proxy: string | null): Promise<Dispatcher> => {
    const { createDirect, createTunnels } = await import("./dispatcher.ts");
    return proxy === null ? createDirect() : createTunnels(proxy);
  };
  return {
    async send(request) {
      const proxy = proxyFor(request.origin);
      const opened = own.get(proxy) ?? open(proxy);
      own.set(proxy, opened);
      return send(await opened, request);
    },
    async close() {
      const opened = await Promise.allSettled(own.values());
      await Promise.all(opened.map(async (each) => each.status === "fulfilled" && each.value.destroy()));
    },
  };
};
