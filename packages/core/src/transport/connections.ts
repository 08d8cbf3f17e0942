import type { Dispatcher } from "undici";
import { isLoopback } from "../endpoint.ts";
import type { ProxyEnvironment } from "./read-proxy-environment.ts";

/** The connections of a client. */
export interface Connections {
  /** What sends requests to an origin. */
  dispatcherFor(origin: string): Promise<Dispatcher>;
  /** Also breaks off connections that are still being made: no call waits for them any more. */
  close(): Promise<void>;
}

/**
 * Prepares a client's connections: through the caller's dispatcher, which the caller closes, or through our own, directly
 * or by the proxy of the environment. undici is loaded with the first call, so programs that only sign or verify UserSigs
 * never wait for it.
 *
 * @param origins where requests will go.
 * @throws {ChatConfigError} when a proxy variable that applies to one of them is malformed.
 */
export function openConnections(
  given: Dispatcher | null,
  proxies: ProxyEnvironment,
  origins: readonly string[],
): Connections {
  if (given) return { dispatcherFor: async () => given, close: async () => {} };
  const proxyFor = (origin: string): string | null => {
    const url = new URL(origin);
    // Unencrypted requests never leave this machine.
    return url.protocol === "http:" && isLoopback(url) ? null : proxies.proxyFor(url);
  };
  for (const origin of origins) proxyFor(origin);
  const own = new Map<string | null, Promise<Dispatcher>>();
  const open = async (proxy: string | null): Promise<Dispatcher> => {
    const { createDirect, createTunnels } = await import("./dispatcher.ts");
    return proxy === null ? createDirect() : createTunnels(proxy);
  };
  return {
    async dispatcherFor(origin) {
      const proxy = proxyFor(origin);
      const opened = own.get(proxy) ?? open(proxy);
      own.set(proxy, opened);
      return opened;
    },
    async close() {
      const opened = await Promise.allSettled(own.values());
      await Promise.all(opened.map(async (each) => each.status === "fulfilled" && each.value.destroy()));
    },
  };
}
