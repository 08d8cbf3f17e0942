import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool, ProxyAgent } from "undici";
import { ProxyTunnelError } from "./proxy-tunnel-error.ts";
import { proxyAuthorization } from "./proxy-url.ts";
import type { ProxySettings } from "./read-proxy-settings.ts";

/**
 * How long a connection, or a proxy's answer to CONNECT, may take. Well below the time-out of a request, so that there is
 * time left for the backup host.
 */
const connectTimeoutMs = 4_000;

/** Creates what connections are made and kept with: a pool for each host, through the proxy where one is set. */
export function createDispatcher(proxy: ProxySettings): Dispatcher {
  const connect = { timeout: connectTimeoutMs };
  if (proxy.httpsProxy === "") return new Agent({ connect });
  return new EnvHttpProxyAgent({
    // "" and not undefined, for which the agent would read the environment itself: `http` is for loopback, never proxied.
    httpProxy: "",
    httpsProxy: proxy.httpsProxy,
    noProxy: proxy.noProxy,
    ...authorization(proxy.httpsProxy),
    connect,
    clientFactory: (origin, options) => new TunnelPool(origin, options),
  });
}

/** Creates what sends everything through one proxy. */
export function createTunnels(proxyUrl: string): Dispatcher {
  return new ProxyAgent({
    uri: proxyUrl,
    ...authorization(proxyUrl),
    proxyTls: { timeout: connectTimeoutMs },
    requestTls: { timeout: connectTimeoutMs },
    clientFactory: (origin, options) => new TunnelPool(origin, options),
  });
}

/** Left alone, undici sends no user who has no password. */
function authorization(proxyUrl: string): { token?: string } {
  const token = proxyAuthorization(proxyUrl);
  return token === null ? {} : { token };
}

/**
 * Connections to the proxy. Left alone, undici takes a proxy that hangs up on CONNECT for a connection that was lost in
 * passing, and connects again at once, without end; and it waits five minutes for a proxy that says nothing.
 */
class TunnelPool extends Pool {
  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback: (error: Error | null, tunnel: Dispatcher.ConnectData) => void,
  ): void;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback?: (error: Error | null, tunnel: Dispatcher.ConnectData) => void,
  ): Promise<Dispatcher.ConnectData> | undefined {
    const timed = { ...options, headersTimeout: connectTimeoutMs };
    if (callback === undefined) {
      return super.connect(timed).catch((error: unknown) => {
        throw new ProxyTunnelError(error);
      });
    }
    super.connect(timed, callback);
    return undefined;
  }
}
