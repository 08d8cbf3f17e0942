import type { HttpResult } from "../transport/transport.ts";
import { notTheApi, type Outcome, responseError } from "./outcome.ts";
import { type OutcomeContext, readBody } from "./read-body.ts";

/**
 * Says what came of a request. What understands anything else than a plain answer of the API is loaded when it is needed,
 * since programs where all is well never need it.
 */
export function judgeResult(result: HttpResult, context: OutcomeContext): Outcome | Promise<Outcome> {
  return result.kind === "answered" && result.status === 200 && result.contentEncoding === null
    ? readBody(result.body, result, context)
    : judgeTrouble(result, context);
}

async function judgeTrouble(result: HttpResult, context: OutcomeContext): Promise<Outcome> {
  try {
    return (await import("./read-outcome.ts")).readOutcome(result, context);
  } catch {
    // What keeps a connection from opening can keep a file from opening too, such as too many open files.
    return withoutWords(result);
  }
}

function withoutWords(result: HttpResult): Outcome {
  if (result.kind !== "failed") return responseError("it is not a plain answer", notTheApi);
  const { sent, timedOut, error } = result;
  return {
    kind: "network-error",
    failure: timedOut ? "timeout" : sent ? "reset" : "connect",
    why: "no answer arrived",
    remedy: "Check the network and the firewall.",
    status: null,
    sent,
    lasting: false,
    retryAfterMs: null,
    cause: error,
  };
}
