import { WebhookBodyError } from "../errors.ts";
import type { BodyRead, WebhookResponse } from "./incoming.ts";

const done: Promise<void> = Promise.resolve();

/** An answer of the protocol. */
export function answerWith(body: string, finished: Promise<void> = done): WebhookResponse {
  return { status: 200, headers: { "content-type": "application/json" }, body, finished };
}

/** A refusal: plain text, so that nothing in it can be taken for a decision about a message. */
export function refuseWith(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): WebhookResponse {
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...headers },
    body: `${text}\n`,
    finished: done,
  };
}

/** A body that can be used, or the response to send without one. */
export type UsableBody =
  | { readonly ok: true; readonly input: Uint8Array | string | object }
  | { readonly ok: false; readonly response: WebhookResponse; readonly error: WebhookBodyError | null };

export function usableBody(read: BodyRead | "late", maxBytes: number): UsableBody {
  const refuse = (status: number, text: string, error: WebhookBodyError | null = null): UsableBody => ({
    ok: false,
    response: refuseWith(status, text),
    error,
  });
  if (read === "late") return refuse(408, "Request Timeout");
  switch (read.kind) {
    case "bytes":
      return { ok: true, input: read.bytes };
    case "parsed":
      return { ok: true, input: read.value };
    case "aborted":
      return refuse(400, "Bad Request");
    case "too-large": {
      const message = `A verified webhook has a body of more than ${maxBytes} bytes, so it wasn't read. If it is Chat's, raise \`maxBodyBytes\`.`;
      return refuse(413, "Content Too Large", new WebhookBodyError(message));
    }
    case "consumed": {
      const message =
        "The body was read before the webhook handler got it, and nothing kept it. Register the handler before body parsers, or keep the text in `req.rawBody`.";
      return refuse(500, message, new WebhookBodyError(message));
    }
  }
}
