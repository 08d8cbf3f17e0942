import { type Dispatcher, EnvHttpProxyAgent } from "undici";
import type { ProxySettings } from "./proxy.ts";

/**
 * How long a connection may take to come about. Well below the time-out of a request, so that there is time left for the
 * backup host.
 */
const connectTimeoutMs = 4_000;

/** Creates what connections are made and kept with: a pool for each host, through the proxy where one is set. */
export function createDispatcher(proxy: ProxySettings): Dispatcher {
  return new EnvHttpProxyAgent({
    // "" and not undefined, for which the agent would read the environment itself: `http` is for loopback, never proxied.
    httpProxy: "",
    httpsProxy: proxy.httpsProxy,
    noProxy: proxy.noProxy,
    connect: { timeout: connectTimeoutMs },
  });
}
