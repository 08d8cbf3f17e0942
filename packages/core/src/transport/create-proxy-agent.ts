import type { Dispatcher } from "undici";
import { completeProxyUrl, proxyUrlProblem } from "./proxy-url.ts";

/**
 * Creates an undici dispatcher that sends every request through one HTTP proxy, for requests to other servers that go the
 * same way as a client's. It is the caller's to close.
 *
 * Unlike undici's own it comes to an end with a proxy that gives no tunnel: one that hangs up fails the request at once, one
 * that says nothing after 4 seconds.
 *
 * @param proxyUrl `http:`, which may be missing, or `https:`, with `user:password@` where the proxy asks for that.
 * @throws {TypeError} when `proxyUrl` is no URL of a proxy.
 */
export async function createProxyAgent(proxyUrl: string): Promise<Dispatcher> {
  const problem = proxyUrlProblem(proxyUrl);
  if (problem !== null) throw new TypeError(`the proxy ${problem}`);
  return (await import("./dispatcher.ts")).createTunnels(completeProxyUrl(proxyUrl));
}
