import { ChatConfigError } from "../errors.ts";
import type { HttpRequest, HttpResult, OpenTransport } from "./transport.ts";

/** By these words, runtimes say that no connection was made, so that the server can't have acted. */
const notConnected =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ConnectionRefused|client error \(Connect\)|are blocked|FailedToOpenSocket|DNSResolveFailed|dns error|Connection refused|error trying to connect|Network connection lost|Unable to connect/i;

/**
 * Sends with `fetch`, for runtimes other than Node. Proxies and undici's dispatchers are Node's.
 *
 * @throws {ChatConfigError} when given a dispatcher or proxies.
 */
export const openTransport: OpenTransport = ({ dispatcher, proxies }) => {
  const problems = [
    dispatcher === null ? null : "dispatcher only works on Node",
    proxies === null ? null : "proxies only work on Node",
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new ChatConfigError(problems);
  const running = new Set<AbortController>();
  return {
    async send(request) {
      const { signal, timeoutMs } = request;
      signal?.throwIfAborted();
      const controller = new AbortController();
      running.add(controller);
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        controller.abort();
      }, timeoutMs);
      const stop = (): void => controller.abort();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        return await exchange(request, controller.signal);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        return { kind: "failed", sent: timedOut || !notConnected.test(describe(error)), timedOut, error };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        running.delete(controller);
      }
    },
    async close() {
      for (const controller of running) controller.abort();
    },
  };
};

async function exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
  const { origin, path, body, headers, maxResponseBytes, onSent } = request;
  // `fetch` doesn't say when it has connected.
  onSent?.();
  const response = await fetch(origin + path, {
    method: "POST",
    headers,
    body,
    redirect: "manual",
    signal,
  });
  const { status, headers: received } = response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (status === 200 && response.body !== null) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxResponseBytes) return { kind: "too-large" };
      chunks.push(chunk);
    }
  } else {
    await response.body?.cancel();
  }
  return {
    kind: "answered",
    // A redirect that isn't followed can come as an opaque answer without a status.
    status: response.type === "opaqueredirect" ? 302 : status,
    retryAfter: received.get("retry-after"),
    date: received.get("date"),
    // `fetch` has decompressed the body already.
    contentEncoding: null,
    body: Buffer.concat(chunks, size),
    maxBytes: maxResponseBytes,
  };
}

/** An error's words and codes, with those of its causes. */
function describe(error: unknown, depth = 3): string {
  if (!(error instanceof Error) || depth === 0) return "";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return `${error.message} ${code} ${describe(error.cause, depth - 1)}`;
}
