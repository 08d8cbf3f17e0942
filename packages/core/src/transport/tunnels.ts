import { type Dispatcher, Pool, ProxyAgent } from "undici";
import { connectTimeoutMs } from "./connect-timeout.ts";
import { proxyAuthorization } from "./proxy-authorization.ts";
import { ProxyTunnelError } from "./proxy-tunnel-error.ts";
import { skippingContinue } from "./skip-continue.ts";

/** Creates what sends everything through one proxy. */
export function createTunnels(proxyUrl: string): Dispatcher {
  const token = proxyAuthorization(proxyUrl);
  return new ProxyAgent({
    uri: proxyUrl,
    // Without this, undici sends no user name that has no password.
    ...(token === null ? {} : { token }),
    proxyTls: { timeout: connectTimeoutMs },
    requestTls: { timeout: connectTimeoutMs },
    clientFactory: (origin, options) => new TunnelPool(origin, options),
    factory: (origin, options: Pool.Options) => {
      const { connect } = options;
      return new Pool(
        origin,
        typeof connect === "function" ? { ...options, connect: skippingContinue(connect) } : options,
      );
    },
  });
}

/**
 * Connections to the proxy. If a proxy hangs up on CONNECT, undici would reconnect at once, forever; and it would wait
 * five minutes for a proxy that doesn't answer.
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
