import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";

/** One HTTP request. */
export interface HttpRequest {
  readonly origin: string;
  readonly path: string;
  readonly body: string;
  /** For the whole request: connecting, sending and receiving. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Is told when there is a connection and the request goes out. */
  readonly onSent?: (() => void) | undefined;
}

/** How one HTTP request ended. */
export type HttpResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfter: string | null;
      /** The server's time of day, as an HTTP date. */
      readonly date: string | null;
      readonly contentEncoding: string | null;
      /** Empty where the status is not 200. */
      readonly body: Uint8Array;
    }
  | { readonly kind: "too-large" }
  | {
      readonly kind: "failed";
      /** Whether a connection existed and the request was handed to it; when `false`, the server can't have acted. */
      readonly sent: boolean;
      readonly timedOut: boolean;
      readonly error: unknown;
    };

const headers = Object.freeze({
  "content-type": "application/json; charset=utf-8",
  accept: "application/json",
});

/**
 * Sends a request and reads the answer into memory, up to a limit. Follows no redirect: its target would receive the
 * UserSig. Rejects only when the signal aborts, with the signal's reason.
 *
 * Works on undici's `dispatch` rather than on `fetch`, since only there is it known whether the request left this machine.
 */
export function send(dispatcher: Dispatcher, request: HttpRequest): Promise<HttpResult> {
  const { origin, path, body, timeoutMs, maxResponseBytes, signal, onSent } = request;
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
    const cancel = (): void => controller?.abort(new Error("the request was given up"));
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
        body: Buffer.concat(chunks, size),
      });
    };
    const refuseSize = (): void => {
      finish({ kind: "too-large" });
      cancel();
    };

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // Given up while it was still connecting.
        if (ended) cancel();
        else onSent?.();
      },
      onResponseStart(_controller, statusCode, received) {
        // 1xx: the answer proper follows.
        if (ended || statusCode < 200) return;
        responseHeaders = received;
        if (statusCode !== 200) {
          // What follows is a page of whoever stands between; a new connection may lead past it.
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
      // The one timer above is the time-out; undici's own would be further ones. The headers are a copy, since undici's proxy
      // agent writes the host into them, which the next request to another host would then be sent with.
      dispatcher.dispatch(
        { origin, path, method: "POST", headers: { ...headers }, body, headersTimeout: 0, bodyTimeout: 0 },
        handler,
      );
    } catch (error) {
      // undici's own dispatchers report through the handler; one of the caller's may not.
      finish({ kind: "failed", sent: false, timedOut: false, error });
    }
  });
}

/** The first of a header that may have come more than once. */
function single(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
