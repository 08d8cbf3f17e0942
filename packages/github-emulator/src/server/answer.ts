import { ApiRefusal } from "./api-refusal.ts";
import type { Route, RouteAnswer } from "./route.ts";

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** The JSON in `bytes`, or undefined if it is something else. */
  readonly json: unknown;
}

const jsonType = "application/json; charset=utf-8";

export function wireAnswer(answer: RouteAnswer): WireAnswer {
  const headers = { ...answer.headers };
  if (answer.body === undefined)
    return { status: answer.status, headers, bytes: Buffer.alloc(0), json: undefined };
  const contentType = answer.contentType ?? jsonType;
  const raw = Buffer.isBuffer(answer.body) ? answer.body : null;
  return {
    status: answer.status,
    headers: { ...headers, "content-type": contentType },
    bytes: raw ?? Buffer.from(JSON.stringify(answer.body)),
    json: raw === null ? answer.body : undefined,
  };
}

/** A refusal as GitHub's answer. */
function refusalAnswer(refusal: ApiRefusal, route: Route | null): WireAnswer {
  const docs = route === null ? "rest" : route.docs;
  return wireAnswer({
    status: refusal.status,
    body: {
      message: refusal.message,
      ...(refusal.errors === null ? {} : { errors: refusal.errors }),
      documentation_url: refusal.documentationUrl ?? `https://docs.github.com/${docs}`,
      status: String(refusal.status),
    },
  });
}

/** The answer to an unexpected error, with its text: only tests see it. */
export function failureAnswer(error: unknown): WireAnswer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return wireAnswer({ status: 500, body: { message } });
}

export function answerTo(error: unknown, route: Route | null): WireAnswer {
  return error instanceof ApiRefusal ? refusalAnswer(error, route) : failureAnswer(error);
}
