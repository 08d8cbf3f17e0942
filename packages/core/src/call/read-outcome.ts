import { decodeBody } from "../answer/decode-body.ts";
import type { HttpResult } from "../transport/transport.ts";
import { notTheApi, type Outcome, responseError } from "./outcome.ts";
import { type OutcomeContext, readBody, readTimes } from "./read-body.ts";
import { readFailure } from "./read-failure.ts";

/**
 * Says what an HTTP result means. With HTTP status 200, the body has the API's own verdict. The API never sends another
 * status: 408, 429 and 5xx mean that a server is in trouble, 3xx is a redirect, and the rest is not understood.
 *
 * Clients only load it if something is wrong; see `judgeResult`.
 */
export function readOutcome(result: HttpResult, context: OutcomeContext): Outcome {
  if (result.kind === "failed") return readFailure(result);
  if (result.kind === "too-large") return tooLarge;
  const { status } = result;
  if (status === 511) return networkLogin;
  if (status === 408 || status === 429 || status >= 500) {
    return {
      kind: "network-error",
      failure: "status",
      why: `the server answered with HTTP status ${status}`,
      remedy: "Try again later.",
      status,
      sent: true,
      lasting: false,
      retryAfterMs: readTimes(result, context.nowMs).retryAfterMs,
      cause: undefined,
    };
  }
  if (status >= 300 && status < 400) {
    return responseError(
      `it is a redirect (HTTP status ${status}), and following it would send the UserSig to another host`,
      "If you trust the host that it redirects to, set it as the endpoint.",
    );
  }
  if (status !== 200) return responseError(`it has HTTP status ${status}`, notTheApi);
  const decoded = decodeBody(result.body, result.contentEncoding, result.maxBytes);
  if (!decoded.ok) {
    return decoded.reason === "too-large" ? tooLarge : responseError(decoded.reason, notTheApi);
  }
  return readBody(decoded.body, result, context);
}

const tooLarge: Outcome = responseError(
  "it is larger than the limit for answers",
  "No list is that large. Check the region or endpoint.",
);

/** @see https://www.rfc-editor.org/rfc/rfc6585#section-6 */
const networkLogin: Outcome = {
  kind: "network-error",
  failure: "status",
  why: "the network asks for a login first (HTTP status 511)",
  remedy: "Log in to the network, or use one without a login page.",
  status: 511,
  sent: true,
  lasting: true,
  retryAfterMs: null,
  cause: undefined,
};
