import type { Dispatcher } from "undici";
import { isLoopback } from "../endpoint.ts";
import { ChatConfigError } from "../errors.ts";
import { send } from "./send.ts";
import type { OpenTransport } from "./transport.ts";

/**
 * Sends with undici: through the caller's dispatcher, which the caller closes, or through our own, directly or by the
 * proxy of the environment. undici is loaded with the first call, so programs that only sign or verify UserSigs never
 * wait for it. What proxies need is loaded only if there is one.
 */
export const openTransport: OpenTransport = ({ dispatcher, proxies }) => {
  if (dispatcher) return { send: (request) => send(dispatcher, request), close: async () => {} };
  const own = new Map<string | null, Promise<Dispatcher>>();
  const ready = new Map<string, Dispatcher>();
  const dispatcherFor = async (origin: string): Promise<Dispatcher> => {
    const url = new URL(origin);
    // Unencrypted requests never leave this machine.
    const direct = url.protocol === "http:" && isLoopback(url);
    const proxyFor = proxies?.proxyFor ?? proxyOfEnvironment;
    const proxy = direct ? null : await proxyFor(url);
    const opening = own.get(proxy) ?? open(proxy);
    own.set(proxy, opening);
    const opened = await opening;
    ready.set(origin, opened);
    return opened;
  };
  return {
    // Not async, which would delay every request by some turns of the queue of promises.
    send(request) {
      const opened = ready.get(request.origin);
      return opened === undefined
        ? dispatcherFor(request.origin).then((dispatcher) => send(dispatcher, request))
        : send(opened, request);
    },
    async close() {
      const opened = await Promise.allSettled(own.values());
      await Promise.all(opened.map(async (each) => each.status === "fulfilled" && each.value.destroy()));
    },
  };
};

async function open(proxy: string | null): Promise<Dispatcher> {
  return proxy === null
    ? (await import("./direct.ts")).createDirect()
    : (await import("./tunnels.ts")).createTunnels(proxy);
}

/** @throws {ChatConfigError} when the variable that applies is malformed. */
async function proxyOfEnvironment(url: URL): Promise<string | null> {
  const { env } = process;
  if (!Object.keys(env).some((name) => /_proxy$/i.test(name))) return null;
  const proxy = (await import("./proxies.ts")).findProxy(env, url);
  if (proxy?.problem) throw new ChatConfigError([proxy.problem]);
  return proxy?.url ?? null;
}
