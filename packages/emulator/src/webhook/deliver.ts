import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { parseJson } from "../json.ts";

/** What came back from one attempt to deliver a webhook. */
export type DeliveryOutcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** The body as text, at most 64 KiB of it. */
      readonly text: string;
      /** The body as JSON; `undefined` if it isn't. */
      readonly json: unknown;
      readonly durationMs: number;
    }
  /** No complete answer in time. */
  | { readonly kind: "timed-out"; readonly durationMs: number }
  /** The connection failed: `code` is the system's, such as `ECONNREFUSED`. */
  | { readonly kind: "failed"; readonly code: string; readonly durationMs: number };

/** One attempt to deliver a webhook. */
export interface Delivery {
  readonly url: URL;
  readonly body: string;
  /** The local address to connect from; `null` leaves it to the system. */
  readonly from: string | null;
  readonly timeoutMs: number;
}

const maxAnswerBytes = 65_536;

/** Posts a webhook once. Like the vendor's sample, it sends no Content-Type. Never rejects. */
export function deliver({ url, body, from, timeoutMs }: Delivery): Promise<DeliveryOutcome> {
  const started = performance.now();
  const durationMs = (): number => Math.round(performance.now() - started);
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const sent = request(url, {
      method: "POST",
      agent: false,
      headers: { "content-length": Buffer.byteLength(body) },
      ...(from === null ? {} : { localAddress: from }),
    });
    const settle = (outcome: DeliveryOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
      sent.destroy();
    };
    const timer = setTimeout(() => settle({ kind: "timed-out", durationMs: durationMs() }), timeoutMs);
    const fail = (error: Error & { readonly code?: string }): void =>
      settle({ kind: "failed", code: error.code ?? error.message, durationMs: durationMs() });
    sent.on("error", fail);
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("error", fail);
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const text = Buffer.concat(chunks).subarray(0, maxAnswerBytes).toString();
        settle({
          kind: "answered",
          status: response.statusCode ?? 0,
          text,
          json: readJson(text),
          durationMs: durationMs(),
        });
      });
    });
    sent.end(body);
  });
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
