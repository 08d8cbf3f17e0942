import type { Dispatcher } from "undici";
import type { ProxyEnvironment } from "./read-proxy-environment.ts";

/** One HTTP request: a POST of JSON. */
export interface HttpRequest {
  readonly origin: string;
  readonly path: string;
  readonly body: string;
  /** {@link requestHeaders} */
  readonly headers: Readonly<Record<string, string>>;
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

/** What sends a client's requests. On Node it is undici, elsewhere `fetch`; package.json chooses (`#transport`). */
export interface Transport {
  /** Follows no redirect. Rejects only when the signal aborts, with the signal's reason. */
  send(request: HttpRequest): Promise<HttpResult>;
  /** Also breaks off connections that are still being made: no call waits for them any more. */
  close(): Promise<void>;
}

export interface TransportOptions {
  readonly dispatcher: Dispatcher | null;
  /** `null`: what the environment says. */
  readonly proxies: ProxyEnvironment | null;
}

/** @throws {ChatConfigError} when an option can't be used here. */
export type OpenTransport = (options: TransportOptions) => Transport;

/** Headers of every request. */
export function requestHeaders(userAgent: string): Record<string, string> {
  return {
    "content-type": "application/json; charset=utf-8",
    // Answers are small, and what isn't compressed can't unpack to gigabytes.
    "accept-encoding": "identity",
    "user-agent": userAgent,
  };
}
