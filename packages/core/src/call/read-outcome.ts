import { decodeBody } from "../answer/decode-body.ts";
import { readAnswer } from "../answer/read-answer.ts";
import type { NetworkFailureKind } from "../errors.ts";
import type { HttpResult } from "../transport/transport.ts";
import { readFailure } from "./read-failure.ts";
import { readHttpDate, readRetryAfter } from "./read-retry-after.ts";

/** What came of one attempt of a call. */
export type Outcome =
  | { readonly kind: "ok"; readonly answer: Record<string, unknown> }
  | {
      readonly kind: "api-error";
      readonly code: number;
      readonly errorInfo: string;
      readonly requestId: string | null;
      readonly retryAfterMs: number | null;
      /** How far this machine's clock is ahead of the server's; `null` if the answer has no date. */
      readonly clockAheadMs: number | null;
    }
  | { readonly kind: "response-error"; readonly reason: string; readonly remedy: string }
  | {
      readonly kind: "network-error";
      readonly failure: NetworkFailureKind;
      readonly why: string;
      readonly remedy: string;
      readonly status: number | null;
      /** Whether the server may have received the request. */
      readonly sent: boolean;
      /** Whether every further attempt would fail the same way. */
      readonly lasting: boolean;
      readonly retryAfterMs: number | null;
      readonly cause: unknown;
    };

/** Answers that did not come from the API. */
export const notTheApi =
  "Check the region or endpoint, and any proxy or gateway between this machine and the API.";

/**
 * Says what an HTTP result means. With HTTP status 200, the body has the API's own verdict. The API never sends another
 * status: 408, 429 and 5xx mean that a server is in trouble, 3xx is a redirect, and the rest is not understood.
 *
 * @param context the time of day in milliseconds since 1970, and the command, since the answers of some follow other rules.
 */
export function readOutcome(
  result: HttpResult,
  { nowMs, command }: { readonly nowMs: number; readonly command: string },
): Outcome {
  if (result.kind === "failed") return readFailure(result);
  if (result.kind === "too-large") return tooLarge;
  const { status } = result;
  const serverTimeMs = readHttpDate(result.date);
  // A date is compared with the server's own clock, since this machine's may be wrong.
  const retryAfterMs = readRetryAfter(result.retryAfter, serverTimeMs ?? nowMs);
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
      retryAfterMs,
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
  const answer = readAnswer(decoded.body, command);
  if (answer.kind === "not-understood") return responseError(answer.reason, notTheApi);
  if (answer.kind === "ok") return answer;
  return { ...answer, retryAfterMs, clockAheadMs: serverTimeMs === null ? null : nowMs - serverTimeMs };
}

function responseError(reason: string, remedy: string): Outcome {
  return { kind: "response-error", reason, remedy };
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
