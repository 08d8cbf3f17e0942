import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { HttpRequest, HttpResult } from "./transport.ts";

/**
 * Sends a request and reads the answer into memory, up to a limit. Doesn't follow redirects, since their target would
 * receive the UserSig. Rejects only when the signal aborts, with the signal's reason.
 *
 * Uses undici's `dispatch` rather than `fetch`, which doesn't say whether the request left this machine.
 */
export function send(dispatcher: Dispatcher, request: HttpRequest): Promise<HttpResult> {
  const { origin, path, body, headers, timeoutMs, maxResponseBytes, signal, onSent } = request;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    let controller: Dispatcher.DispatchController | null = null;
    let ended = false;
    let responseHeaders: IncomingHttpHeaders = {};
    let size = 0;
    const chunks: Buffer[] = [];

    const end = (): void => {
      ended = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    };
    const finish = (result: HttpResult): void => {
      end();
      resolve(result);
    };
    const cancel = (): void => controller?.abort(new Error("the request was cancelled"));
    const stop = (): void => {
      end();
      cancel();
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      finish({
        kind: "failed",
        sent: controller !== null,
        timedOut: true,
        error: new Error(`no answer within ${timeoutMs} ms`),
      });
      cancel();
    }, timeoutMs);
    signal?.addEventListener("abort", stop, { once: true });

    const answered = (status: number): void => {
      finish({
        kind: "answered",
        status,
        retryAfter: single(responseHeaders["retry-after"]),
        date: single(responseHeaders.date),
        contentEncoding: single(responseHeaders["content-encoding"]),
        body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size),
        maxBytes: maxResponseBytes,
      });
    };
    const refuseSize = (): void => {
      finish({ kind: "too-large" });
      cancel();
    };

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // It was cancelled while connecting.
        if (ended) cancel();
        else onSent?.();
      },
      onResponseStart(_controller, statusCode, received) {
        // 1xx: the final answer follows.
        if (ended || statusCode < 200) return;
        responseHeaders = received;
        if (statusCode !== 200) {
          // The rest is somebody else's page. A new connection may lead past it.
          answered(statusCode);
          cancel();
        } else if (Number(single(received["content-length"])) > maxResponseBytes) {
          refuseSize();
        }
      },
      onResponseData(_controller, chunk) {
        if (ended) return;
        size += chunk.length;
        if (size > maxResponseBytes) refuseSize();
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (!ended) answered(200);
      },
      onResponseError(_controller, error) {
        if (!ended) finish({ kind: "failed", sent: controller !== null, timedOut: false, error });
      },
    };
    try {
      // The timer above is the only timeout, so undici's own are off.
      dispatcher.dispatch(
        { origin, path, method: "POST", headers, body, headersTimeout: 0, bodyTimeout: 0 },
        handler,
      );
    } catch (error) {
      // undici's own dispatchers report errors to the handler; the caller's may throw them.
      finish({ kind: "failed", sent: false, timedOut: false, error });
    }
  });
}

/** The first value of a header that may appear more than once. */
function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
