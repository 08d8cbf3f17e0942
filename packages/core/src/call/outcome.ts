import type { NetworkFailureKind } from "../errors.ts";

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

/** What to do about answers that did not come from the API. */
export const notTheApi =
  "Check the region or endpoint, and any proxy or gateway between this machine and the API.";

export function responseError(reason: string, remedy: string): Outcome {
  return { kind: "response-error", reason, remedy };
}
