/** What the environment names as the proxy for a protocol, by the rules of the Actions toolkit. */
export interface ProxyVariable {
  readonly name: "HTTPS_PROXY" | "HTTP_PROXY";
  /** as it stands there; a scheme may be missing */
  readonly value: string;
}

/** Reads it; `null` where there is none. In either spelling, the lower case first. */
export function readProxyVariable(
  env: NodeJS.ProcessEnv,
  protocol: "https:" | "http:",
): ProxyVariable | null {
  const name = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const value = (env[name.toLowerCase()] || env[name] || "").trim();
  return value === "" ? null : { name, value };
}
