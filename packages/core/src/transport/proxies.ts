import { isProxyBypassed } from "./no-proxy.ts";
import { completeProxyUrl, proxyUrlProblem } from "./proxy-url.ts";

/** The variables for each scheme, in curl's order. `HTTP_PROXY` isn't one: CGI programs get it from a request header. */
const variables = {
  "https:": ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
  "http:": ["http_proxy", "all_proxy", "ALL_PROXY"],
} as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy of the environment, and what is wrong with its variable. */
export interface FoundProxy {
  readonly url: string;
  readonly problem: string | null;
}

/** Finds the proxy for a scheme such as `https:`; `null` if there is none. */
export function proxyOf(env: Environment, scheme: string): FoundProxy | null {
  const names = scheme === "https:" || scheme === "http:" ? variables[scheme] : [];
  const found = firstOf(env, names);
  if (found === null) return null;
  const problem = proxyUrlProblem(found.value);
  return { url: completeProxyUrl(found.value), problem: problem && `${found.name} ${problem}` };
}

/** Finds the proxy for a request; `null` to connect directly. */
export function findProxy(env: Environment, url: string | URL): FoundProxy | null {
  const { protocol, hostname } = new URL(url);
  const noProxy = readNoProxy(env);
  return noProxy !== null && isProxyBypassed(hostname, noProxy.value) ? null : proxyOf(env, protocol);
}

/** The variable `no_proxy` or `NO_PROXY`, whichever counts. */
export function readNoProxy(env: Environment): Variable | null {
  return firstOf(env, ["no_proxy", "NO_PROXY"]);
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

function firstOf(env: Environment, names: readonly string[]): Variable | null {
  for (const name of names) {
    const value = env[name]?.trim() ?? "";
    if (value !== "") return { name, value };
  }
  return null;
}
