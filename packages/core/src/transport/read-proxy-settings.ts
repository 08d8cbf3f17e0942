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
  // "proxy.example:3128" without a scheme is common, and means http.
  const httpsProxy = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(httpsProxy)) return { ok: false, problem: "HTTPS_PROXY must be a URL" };
  if (!["http:", "https:"].includes(new URL(httpsProxy).protocol)) {
    return {
      ok: false,
      problem: 'HTTPS_PROXY must start with "http://" or "https://": other kinds of proxy are not supported',
    };
  }
  return { ok: true, settings: { httpsProxy, noProxy } };
}
