import { describeErrorCode } from "../error-codes.ts";
import { ChatApiError, type ChatError, ChatNetworkError, ChatResponseError } from "../errors.ts";
import type { Redactor } from "../redactor.ts";
import { type Region, regionNames } from "../regions.ts";
import type { Outcome } from "./read-outcome.ts";

/** Codes that also come when the app is fine and the region is not its own. */
const unknownApp: ReadonlySet<number> = new Set([70016, 70020]);

/** Where a call stood. */
export interface CallPlace {
  readonly command: string;
  readonly host: string;
  readonly attempts: number;
}

/** Makes the error of a call out of its last outcome; `note` is what the retry rules have to add. */
export function callError(
  outcome: Exclude<Outcome, { kind: "ok" }>,
  place: CallPlace,
  context: { readonly note: string | null; readonly region: Region | null; readonly redactor: Redactor },
): ChatError {
  const { note, region, redactor } = context;
  const noted = (remedy: string): string => (note === null ? remedy : `${remedy} ${note}`);
  switch (outcome.kind) {
    case "api-error": {
      const { code, meaning, remedy } = describeErrorCode(outcome.code);
      const whole = unknownApp.has(code) ? `${remedy} ${otherRegions(region)}` : remedy;
      const errorInfo = redactor.text(outcome.errorInfo);
      return new ChatApiError({ code, meaning, errorInfo }, { ...place, remedy: noted(whole) });
    }
    case "response-error":
      return new ChatResponseError(outcome.reason, {
        ...place,
        remedy: noted(outcome.remedy),
      });
    case "network-error": {
      const { failure: kind, status, cause } = outcome;
      // A transport of the caller's decides what its errors' codes are.
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

function otherRegions(region: Region | null): string {
  const others = regionNames.filter((name) => name !== region).join(", ");
  return `An app is known in its own region only: try ${others}, or let findRegion() try them.`;
}
