import { readAnswer } from "../answer/read-answer.ts";
import { notTheApi, type Outcome, responseError } from "./outcome.ts";
import { readHttpDate, readRetryAfter } from "./read-retry-after.ts";

/** The headers of an answer that say something about time. */
export interface TimeHeaders {
  readonly date: string | null;
  readonly retryAfter: string | null;
}

/** What an attempt is judged by: the time of day in milliseconds since 1970, and the command, since some have other rules. */
export interface OutcomeContext {
  readonly nowMs: number;
  readonly command: string;
}

/** Says what the body of an answer with HTTP status 200 means: it has the API's own verdict. */
export function readBody(body: Uint8Array, headers: TimeHeaders, context: OutcomeContext): Outcome {
  const answer = readAnswer(body, context.command);
  if (answer.kind === "ok") return answer;
  if (answer.kind === "not-understood") return responseError(answer.reason, notTheApi);
  return { ...answer, ...readTimes(headers, context.nowMs) };
}

/** What the headers say about time. */
export function readTimes(
  { date, retryAfter }: TimeHeaders,
  nowMs: number,
): { readonly retryAfterMs: number | null; readonly clockAheadMs: number | null } {
  const serverTimeMs = readHttpDate(date);
  return {
    // A date is compared with the server's own clock, since this machine's may be wrong.
    retryAfterMs: readRetryAfter(retryAfter, serverTimeMs ?? nowMs),
    clockAheadMs: serverTimeMs === null ? null : nowMs - serverTimeMs,
  };
}
