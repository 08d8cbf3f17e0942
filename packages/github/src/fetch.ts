import * as http from "node:http";
import { NoAnswerError } from "./no-answer-error.ts";

interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The same, with a way to stop it. */
interface BoundedRequest extends Request {
  readonly signal: AbortSignal;
}

/** The part of an HTTP agent for a proxy that is used: an undici dispatcher has it. */
export interface ProxyAgent {
  request(options: {
    origin: string;
    path: string;
    method: "GET";
    headers: Readonly<Record<string, string>>;
    signal: AbortSignal;
    body?: string;
  }): Promise<{
    statusCode: number;
    headers: Answer["headers"];
    body: AsyncIterable<Buffer>;
  }>;
}

export interface FetchOptions {
  /** for a whole request, from its first byte to the last byte of the answer; default: 30,000 */
  readonly timeoutMs?: number;
  /** Cancels what is still running, so that a finished run doesn't wait for it. */
  readonly signal?: AbortSignal;
  /** The agent for a request that has to go through a proxy. Default: no proxy. */
  readonly proxyFor?: (url: URL) => Promise<ProxyAgent> | null;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** The part of a `Response` that Octokit reads. Node's own would load a second HTTP client. */
interface FetchResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The longest answer, a file of 8 MiB in base64 or a comparison of many commits, has half of that. */
const maxAnswerBytes = 24 * 1024 * 1024;
const maxRedirects = 3;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/** `fetch` as Octokit needs it, and when its requests have been sent. */
export interface GitHubFetch {
  readonly fetch: (address: string, request: Request) => Promise<FetchResponse>;
  /** Waits until all started requests have been sent or have failed. */
  readonly requestsSent: () => Promise<void>;
}

/**
 * Builds a `fetch` on Node's own HTTP client, which loads faster than any other. It follows the redirects of
 * a renamed repository, but never to another host: that would receive the token.
 */
export function createFetch(options: FetchOptions = {}): GitHubFetch {
  const { timeoutMs = 30_000, signal: runSignal, proxyFor = () => null } = options;
  const leaving = new Set<Promise<void>>();

  /** Signals are passed here because Octokit's hooks can't: the outer of two hooks loses its changes. */
  async function bounded(url: URL, request: Request): Promise<Answer> {
    const time = AbortSignal.timeout(timeoutMs);
    const signal = runSignal === undefined ? time : AbortSignal.any([time, runSignal]);
    const headers = { ...request.headers, "accept-encoding": "gzip" };
    try {
      return await exchange(url, { ...request, headers, signal });
    } catch (error) {
      if (!time.aborted) throw error;
      throw new NoAnswerError({ kind: "timeout", seconds: timeoutMs / 1000 }, { cause: error });
    }
  }

  function exchange(url: URL, request: BoundedRequest): Promise<Answer> {
    const agent = proxyFor(url);
    return agent === null ? directly(url, request) : throughProxy(agent, url, request);
  }

  async function directly(url: URL, { method, headers, body, signal }: BoundedRequest): Promise<Answer> {
    const client = url.protocol === "https:" ? await import("node:https") : http;
    const request = client.request(url, { method, headers, signal });
    const left = new Promise<void>((resolve) => request.once("finish", resolve).once("close", resolve));
    leaving.add(left);
    void left.then(() => leaving.delete(left));
    return new Promise((resolve, reject) => {
      // For an answer that changes protocols, Node reports neither a response nor an error. It just ends the connection.
      const ended = (): void => reject(new NoAnswerError({ kind: "connection-ended" }));
      request.once("close", ended);
      request.once("response", (message) => {
        request.off("close", ended);
        const { statusCode = 0, headers } = message;
        collect(message).then((bytes) => resolve({ status: statusCode, headers, bytes }), reject);
      });
      request.on("error", reject);
      request.end(body);
    });
  }

  return {
    async fetch(address, request) {
      let url = new URL(address);
      for (let redirects = 0; ; redirects++) {
        const answer = await bounded(url, request);
        const next = redirectOf(answer, url);
        if (next === null) return toResponse(answer, url);
        if (redirects === maxRedirects) throw new NoAnswerError({ kind: "endless-redirects" });
        url = next;
      }
    },
    async requestsSent() {
      await Promise.all(leaving);
    },
  };
}

async function throughProxy(
  proxy: Promise<ProxyAgent>,
  url: URL,
  { method, headers, body, signal }: BoundedRequest,
): Promise<Answer> {
  const agent = await proxy;
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: method as "GET",
      headers,
      signal,
      ...(body !== undefined && { body }),
    });
    return { status: answer.statusCode, headers: answer.headers, bytes: await collect(answer.body) };
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error
      ? new Error(`${error.message}: ${error.cause.message}`, { cause: error })
      : error;
  }
}

async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxAnswerBytes) throw new NoAnswerError({ kind: "too-large" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws where the answer redirects to another host. */
function redirectOf({ status, headers: { location } }: Answer, from: URL): URL | null {
  if (!redirectStatuses.has(status)) return null;
  const target = typeof location === "string" ? URL.parse(location, from.href) : null;
  if (target?.origin === from.origin) return target;
  throw new NoAnswerError({ kind: "other-host", origin: target?.origin ?? null });
}

async function toResponse({ status, headers, bytes }: Answer, url: URL): Promise<FetchResponse> {
  const compressed = headers["content-encoding"] === "gzip" && bytes.length > 0;
  const content = compressed
    ? (await import("node:zlib")).gunzipSync(bytes, { maxOutputLength: maxAnswerBytes })
    : bytes;
  return {
    status,
    statusText: http.STATUS_CODES[status] ?? "",
    url: url.href,
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    text: async () => content.toString("utf8"),
    arrayBuffer: async () => new Uint8Array(content).buffer,
  };
}
