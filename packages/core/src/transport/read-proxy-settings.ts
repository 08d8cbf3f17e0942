import { completeProxyUrl, proxyUrlProblem } from "./proxy-url.ts";

/** What the environment says about proxies. */
export interface ProxySettings {
  /** The URL of the proxy for `https`, "" for none. */
  readonly httpsProxy: string;
  /** Hosts to reach without it, as in `NO_PROXY`. */
  readonly noProxy: string;
}

export type ProxyReading =
  | { readonly ok: true; readonly settings: ProxySettings }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads `HTTPS_PROXY` and `NO_PROXY`; where both spellings are there, lower case counts, as in curl. `HTTP_PROXY` is not
 * looked at: `http` is for loopback only.
 *
 * No problem quotes a value: a proxy's URL is where its password is.
 */
export function readProxySettings(env: NodeJS.ProcessEnv): ProxyReading {
  const text = (env.https_proxy ?? env.HTTPS_PROXY ?? "").trim();
  const noProxy = (env.no_proxy ?? env.NO_PROXY ?? "").trim();
  if (text === "") return { ok: true, settings: { httpsProxy: "", noProxy } };
  const problem = proxyUrlProblem(text);
  if (problem !== null) return { ok: false, problem: `HTTPS_PROXY ${problem}` };
  return { ok: true, settings: { httpsProxy: completeProxyUrl(text), noProxy } };
}
