import { ChatConfigError } from "../errors.ts";
import { noProxyWarnings } from "./no-proxy.ts";
import { type Environment, findProxy, proxyOf, readNoProxy } from "./proxies.ts";

/** What the proxy variables of an environment say. */
export interface ProxyEnvironment {
  /**
   * The proxy for a request, as a URL that may hold a password; `null` to connect directly.
   *
   * @throws {ChatConfigError} if the variable that applies is malformed.
   */
  proxyFor(url: string | URL): string | null;
  /** What is wrong with the variables, each with its name. Never quotes a value. Empty if nothing is. */
  readonly problems: readonly string[];
  /** Entries of `NO_PROXY` that match nothing although they look as if they should. */
  readonly warnings: readonly string[];
}

/**
 * Reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` (also in upper case, except `HTTP_PROXY`) the way curl
 * does: empty variables are skipped, and lower case comes first. Two things differ: blanks around a value are ignored,
 * and a URL without a port means its scheme's port (80 or 443), where curl would use 1080.
 *
 * @param env such as `process.env`.
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT (curl 7.88, read 2026-11-26)
 */
export function readProxyEnvironment(env: Environment): ProxyEnvironment {
  const own = { ...env };
  const noProxy = readNoProxy(own);
  const problems = ["https:", "http:"].flatMap((scheme) => proxyOf(own, scheme)?.problem ?? []);
  return {
    problems: [...new Set(problems)],
    warnings:
      noProxy === null ? [] : noProxyWarnings(noProxy.value).map((warning) => `${noProxy.name}: ${warning}`),
    proxyFor(url) {
      const proxy = findProxy(own, url);
      if (proxy?.problem) throw new ChatConfigError([proxy.problem]);
      return proxy?.url ?? null;
    },
  };
}
