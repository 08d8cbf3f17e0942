import { describeErrorCode } from "../error-codes.ts";
import { ChatApiError, type ChatError, ChatNetworkError, ChatResponseError } from "../errors.ts";
import type { Redactor } from "../redact/redactor.ts";
import { type Region, regionNames } from "../regions.ts";
import type { Outcome } from "./read-outcome.ts";

/** Codes that also mean: the app exists, but in another region. */
const unknownApp: ReadonlySet<number> = new Set([70016, 70020]);
const expiredUserSig = 70001;
const leastSkewSeconds = 30;

/** Which call failed or succeeded, and where. */
export interface CallPlace {
  readonly command: string;
  readonly host: string;
  readonly attempts: number;
}

/** Turns the last outcome of a call into its error. `note` comes from the retry rules. */
export function callError(
  outcome: Exclude<Outcome, { kind: "ok" }>,
  place: CallPlace,
  context: { readonly note: string | null; readonly region: Region | null; readonly redactor: Redactor },
): ChatError {
  const { note, region, redactor } = context;
  const noted = (remedy: string): string => (note === null ? remedy : `${remedy} ${note}`);
  switch (outcome.kind) {
    case "api-error": {
      const { code, meaning, remedy, category } = describeErrorCode(outcome.code);
      const requestId = outcome.requestId === null ? null : redactor.text(outcome.requestId);
      const errorInfo = redactor.text(outcome.errorInfo);
      const more = unknownApp.has(code) ? otherRegions(region) : clockSkew(code, outcome.clockAheadMs);
      const whole = more === null ? remedy : `${remedy} ${more}`;
      return new ChatApiError(
        { code, meaning, errorInfo, category },
        { ...place, requestId, remedy: noted(whole) },
      );
    }
    case "response-error":
      return new ChatResponseError(outcome.reason, {
        ...place,
        remedy: noted(outcome.remedy),
      });
    case "network-error": {
      const { failure: kind, status, cause } = outcome;
      // The caller's own transport decides what the codes of its errors are.
      const why = redactor.text(outcome.why);
      return new ChatNetworkError(
        { kind, why, status },
        {
          ...place,
          remedy: noted(outcome.remedy),
          ...(cause === undefined ? {} : { cause: redactor.error(cause) }),
        },
      );
    }
  }
}

/** Names the skew of a clock that is wrong enough to matter; seconds are lost on the way and to rounding. */
function clockSkew(code: number, aheadMs: number | null): string | null {
  if (code !== expiredUserSig || aheadMs === null) return null;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (seconds < leastSkewSeconds) return "This machine's clock agrees with the server's.";
  return `This machine's clock is ${duration(seconds)} ${aheadMs > 0 ? "ahead of" : "behind"} the server's: correct it.`;
}

/** Such as "45 seconds", "16 minutes" or "3 hours". */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

function otherRegions(region: Region | null): string {
  const others = regionNames.filter((name) => name !== region).join(", ");
  return `An app only exists in the region where it was created: try ${others}.`;
}
