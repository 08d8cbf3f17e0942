import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { BodyRead } from "../handler/incoming.ts";
import { joinBytes } from "../join-bytes.ts";

/** A request of node:http, and what frameworks add to it. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown };

/** Reads the body of a request, or takes it from who has read it already. Never waits for a stream that is read. */
export function readNodeBody(
  request: NodeRequest,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<BodyRead> {
  if (request.readableDidRead || request.readableEnded)
    return Promise.resolve(takeReadBody(request, maxBytes));
  const declared = Number(request.headers["content-length"] ?? 0);
  if (declared > maxBytes) return Promise.resolve({ kind: "too-large" });
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const settle = (read: BodyRead): void => {
      request.off("data", take).off("end", finish).off("error", abort).off("close", abort);
      signal.removeEventListener("abort", abort);
      request.pause();
      resolve(read);
    };
    const take = (chunk: Uint8Array): void => {
      size += chunk.length;
      if (size > maxBytes) settle({ kind: "too-large" });
      else chunks.push(chunk);
    };
    const finish = (): void => settle({ kind: "bytes", bytes: joinBytes(chunks, size) });
    const abort = (): void => settle({ kind: "aborted" });
    if (request.destroyed || signal.aborted) {
      abort();
      return;
    }
    request.on("error", abort).on("close", abort).on("end", finish).on("data", take);
    signal.addEventListener("abort", abort, { once: true });
  });
}

/** What the framework kept. `rawBody` comes first, since nothing is lost in it. */
function takeReadBody({ rawBody, body }: NodeRequest, maxBytes: number): BodyRead {
  for (const kept of [rawBody, body]) {
    if (typeof kept === "string" || kept instanceof Uint8Array) {
      const size = typeof kept === "string" ? Buffer.byteLength(kept) : kept.length;
      return size > maxBytes ? { kind: "too-large" } : { kind: "bytes", bytes: kept };
    }
  }
  return typeof body === "object" && body !== null ? { kind: "parsed", value: body } : { kind: "consumed" };
}

const DISCARD_MS = 1_000;

/**
 * Lets a caller that is answered before its body was read finish sending it, for a second: closing at once could lose the
 * answer on its way, and not closing at all would let it send for ever.
 */
export function discardBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  // On HTTP/2 a call is a stream, and its connection carries others.
  const { stream } = request as { stream?: { destroy(): void } };
  const timer = setTimeout(() => (stream ?? request).destroy(), DISCARD_MS);
  timer.unref();
  const stop = (): void => clearTimeout(timer);
  request.once("close", stop).once("end", stop);
  request.resume();
}
