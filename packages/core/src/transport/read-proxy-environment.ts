import { ChatConfigError } from "../errors.ts";
import { isProxyBypassed, noProxyWarnings } from "./no-proxy.ts";
import { completeProxyUrl, proxyUrlProblem } from "./proxy-url.ts";

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

/** The variables for each scheme, in curl's order. `HTTP_PROXY` isn't one: CGI programs get it from a request header. */
const variables = {
  "https:": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
  "http:": ["http_proxy", "all_proxy", "ALL_PROXY"],
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` (also in upper case, except `HTTP_PROXY`) the way curl
 * does: empty variables are skipped, and lower case comes first. Two things differ: blanks around a value are ignored,
 * and a URL without a port means its scheme's port (80 or 443), where curl would use 1080.
 *
 * @param env such as `process.env`.
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT (curl 7.88, read 2026-11-26)
 */
export function readProxyEnvironment(env: Environment): ProxyEnvironment {
  const proxies = {
    "https:": readProxy(env, variables["https:"]),
    "http:": readProxy(env, variables["http:"]),
  };
  const noProxy = firstOf(env, ["no_proxy", "NO_PROXY"]);
  const problems = Object.values(proxies).flatMap((proxy) => (proxy?.problem ? [proxy.problem] : []));
  return {
    problems: [...new Set(problems)],
    warnings:
      noProxy === null ? [] : noProxyWarnings(noProxy.value).map((warning) => `${noProxy.name}: ${warning}`),
    proxyFor(url) {
      const { protocol, hostname } = new URL(url);
      const proxy = protocol === "https:" || protocol === "http:" ? proxies[protocol] : null;
      if (proxy === null || (noProxy !== null && isProxyBypassed(hostname, noProxy.value))) return null;
      if (proxy.problem !== null) throw new ChatConfigError([proxy.problem]);
      return proxy.url;
    },
  };
}

function readProxy(
  env: Environment,
  names: readonly string[],
): { readonly url: string; readonly problem: string | null } | null {
  const found = firstOf(env, names);
  if (found === null) return null;
  const problem = proxyUrlProblem(found.value);
  return { url: completeProxyUrl(found.value), problem: problem && `${found.name} ${problem}` };
}

function firstOf(
  env: Environment,
  names: readonly string[],
): { readonly name: string; readonly value: string } | null {
  for (const name of names) {
    const value = env[name]?.trim() ?? "";
    if (value !== "") return { name, value };
  }
  return null;
}
