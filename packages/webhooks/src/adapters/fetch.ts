import type { BodyRead } from "../handler/incoming.ts";
import type { WebhookHandler } from "../handler/webhook-handler.ts";
import { joinBytes } from "../join-bytes.ts";

/** What a `Request` doesn't say. */
export interface FetchContext {
  /** Address of the peer of the connection, as your platform reports it. A `Request` has none, and none is guessed. */
  readonly address: string | null | undefined;
  /** Keeps the platform running until your handler is done, where it would stop after the response (Workers: `ctx.waitUntil`). */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined;
}

/** Answers a `Request`. */
export type FetchHandler = (request: Request, context: FetchContext) => Promise<Response>;

/** Makes a handler for everything that speaks `Request` and `Response`: Hono, Next.js, Workers, Bun, Deno. */
export function toFetchHandler(handler: WebhookHandler): FetchHandler {
  return async (request, context) => {
    // Without types it is easily forgotten; then the call is refused with a hint rather than with a TypeError.
    const { address, waitUntil } = (context as FetchContext | undefined) ?? { address: undefined };
    const url = request.url;
    const mark = url.indexOf("?");
    const { status, headers, body, finished } = await handler.handle({
      method: request.method,
      query: mark < 0 ? "" : url.slice(mark + 1),
      socketAddress: address ?? undefined,
      header: (name) => request.headers.get(name) ?? undefined,
      readBody: (limits) => readFetchBody(request, limits),
    });
    waitUntil?.(finished);
    return new Response(body, { status, headers });
  };
}

async function readFetchBody(
  request: Request,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<BodyRead> {
  if (request.bodyUsed || request.body?.locked) return { kind: "consumed" };
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return { kind: "too-large" };
  if (request.body === null) return { kind: "bytes", bytes: "" };
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const stop = (): void => {
    // Its failure means that the stream is gone already.
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener("abort", stop, { once: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return { kind: "aborted" };
      if (done) return { kind: "bytes", bytes: joinBytes(chunks, size) };
      size += value.length;
      if (size > maxBytes) {
        stop();
        return { kind: "too-large" };
      }
      chunks.push(value);
    }
  } catch {
    // Only reading fails here, and only because the caller hung up.
    return { kind: "aborted" };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
