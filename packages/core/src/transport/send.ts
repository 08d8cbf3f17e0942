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
  /** Called when the connection is open and the request is sent. */
  readonly onSent?: (() => void) | undefined;
}

/** The end of one HTTP request. */
export type HttpResult =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfter: string | null;
      /** The server's time of day, as an HTTP date. */
      readonly date: string | null;
      readonly contentEncoding: string | null;
      /** Empty if the status is not 200. */
      readonly body: Uint8Array;
      /** How large the body may be, decompressed too. */
      readonly maxBytes: number;
    }
  | { readonly kind: "too-large" }
  | {
      readonly kind: "failed";
      /** Whether the request was handed to an open connection. If not, the server can't have acted on it. */
      readonly sent: boolean;
      readonly timedOut: boolean;
      readonly error: unknown;
    };

const headers = Object.freeze({
  "content-type": "application/json; charset=utf-8",
  accept: "application/json",
  // Answers are small, and what isn't compressed can't unpack to gigabytes.
  "accept-encoding": "identity",
});

/**
 * Sends a request and reads the answer into memory, up to a limit. Doesn't follow redirects, since their target would
 * receive the UserSig. Rejects only when the signal aborts, with the signal's reason.
 *
 * Uses undici's `dispatch` rather than `fetch`, which doesn't say whether the request left this machine.
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
        body: Buffer.concat(chunks, size),
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
      // The timer above is the only timeout, so undici's own are off. The headers are a copy, since undici's proxy agent
      // adds the host to them, and the next request may go to another host.
      dispatcher.dispatch(
        { origin, path, method: "POST", headers: { ...headers }, body, headersTimeout: 0, bodyTimeout: 0 },
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
