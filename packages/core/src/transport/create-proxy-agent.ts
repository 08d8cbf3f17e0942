import type { Dispatcher } from "undici";
import { completeProxyUrl, proxyUrlProblem } from "./proxy-url.ts";

/**
 * Creates an undici dispatcher that sends every request through one HTTP proxy, for requests to other servers that go the
 * same way as a client's. You close it.
 *
 * Unlike undici's own, it gives up on a proxy that refuses a tunnel: at once if the proxy hangs up, and after 4 seconds
 * if it doesn't answer.
 *
 * @param proxyUrl `http:` (the default) or `https:`, with `user:password@` if the proxy needs it.
 * @throws {TypeError} when `proxyUrl` is not the URL of a proxy.
 */
export async function createProxyAgent(proxyUrl: string): Promise<Dispatcher> {
  const problem = proxyUrlProblem(proxyUrl);
  if (problem !== null) throw new TypeError(`the proxy ${problem}`);
  return (await import("./tunnels.ts")).createTunnels(completeProxyUrl(proxyUrl));
}
