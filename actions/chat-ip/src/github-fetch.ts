import * as http from "node:http";
import { checkBypass } from "@actions/http-client/lib/proxy";
import { createProxyAgent } from "@chat-ip/core";
import { readProxyVariable } from "./proxy-variable.ts";

interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The same, with what stops it. */
interface BoundedRequest extends Request {
  readonly signal: AbortSignal;
}

interface FetchOptions {
  /** for a request as a whole, from its first byte to the last one of the answer */
  readonly timeoutMs?: number;
  /** Gives up what is still asked for: a run that is over must not wait for it. */
  readonly signal?: AbortSignal;
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

/**
 * `fetch` as Octokit needs it, on Node's own HTTP client: of all clients it is the one that is ready soonest. Where the
 * environment names a proxy, by the rules of the Actions toolkit, requests go through that.
 */
export class GitHubFetch {
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | null;
  readonly #leaving = new Set<Promise<void>>();
  /** All requests go to one host, so there is one proxy. */
  #proxyAgent: ReturnType<typeof createProxyAgent> | null = null;

  constructor({ timeoutMs = 30_000, signal }: FetchOptions = {}) {
    this.#timeoutMs = timeoutMs;
    this.#signal = signal ?? null;
  }

  /** Follows the redirects of a renamed repository, but never to another host: that would receive the token. */
  readonly fetch = async (address: string, request: Request): Promise<FetchResponse> => {
    let url = new URL(address);
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#bounded(url, request);
      const next = redirectOf(answer, url);
      if (next === null) return toResponse(answer, url);
      if (redirects === maxRedirects) throw new Error("it redirects without end");
      url = next;
    }
  };

  /** Waits until all requests that were begun have left this machine, or never will. */
  async departed(): Promise<void> {
    await Promise.all(this.#leaving);
  }

  /** Octokit's hooks can't give a request a signal: of two hooks, the outer one's changes are lost. */
  async #bounded(url: URL, request: Request): Promise<Answer> {
    const time = AbortSignal.timeout(this.#timeoutMs);
    const signal = this.#signal === null ? time : AbortSignal.any([time, this.#signal]);
    const headers = { ...request.headers, "accept-encoding": "gzip" };
    try {
      return await this.#exchange(url, { ...request, headers, signal });
    } catch (error) {
      if (!time.aborted) throw error;
      throw new Error(`it took longer than ${this.#timeoutMs / 1000} s`, { cause: error });
    }
  }

  #exchange(url: URL, request: BoundedRequest): Promise<Answer> {
    // The toolkit's own way to the proxy leaves it out where the scheme is missing or an escape is odd.
    const proxy = checkBypass(url) ? null : readProxyVariable(process.env, url.protocol as "https:");
    return proxy ? this.#through(proxy.value, url, request) : this.#directly(url, request);
  }

  async #directly(url: URL, { method, headers, body, signal }: BoundedRequest): Promise<Answer> {
    const client = url.protocol === "https:" ? await import("node:https") : http;
    const request = client.request(url, { method, headers, signal });
    const leaving = new Promise<void>((resolve) => request.once("finish", resolve).once("close", resolve));
    this.#leaving.add(leaving);
    void leaving.then(() => this.#leaving.delete(leaving));
    return new Promise((resolve, reject) => {
      // An answer that changes protocols is no response, nor an error: Node just ends the connection.
      const ended = (): void => reject(new Error("the connection ended without an answer"));
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

  async #through(
    proxy: string,
    url: URL,
    { method, headers, body, signal }: BoundedRequest,
  ): Promise<Answer> {
    this.#proxyAgent ??= createProxyAgent(proxy);
    const agent = await this.#proxyAgent;
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
}

async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxAnswerBytes) throw new Error("the answer is larger than any of GitHub's should be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws where the answer redirects to another host. */
function redirectOf({ status, headers: { location } }: Answer, from: URL): URL | null {
  if (!redirectStatuses.has(status)) return null;
  const target = typeof location === "string" ? URL.parse(location, from.href) : null;
  if (target?.origin === from.origin) return target;
  throw new Error(`it redirects to another host, ${target?.origin ?? "which it does not name"}`);
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
