import { ChatApiError, type ChatError, ChatNetworkError, ChatResponseError } from "../errors.ts";
import type { Redactor } from "../redact/redactor.ts";
import type { Region } from "../regions.ts";
import { explainCode } from "./explain-code.ts";
import type { Outcome } from "./outcome.ts";

/** Which call failed or succeeded, and where. */
export interface CallPlace {
  readonly command: string;
  readonly host: string;
  readonly attempts: number;
}

/** Turns the last outcome of a call into its error. `note` comes from the retry rules. */
export async function callError(
  outcome: Exclude<Outcome, { kind: "ok" }>,
  place: CallPlace,
  context: { readonly note: string | null; readonly region: Region | null; readonly redactor: Redactor },
): Promise<ChatError> {
  const { note, region, redactor } = context;
  const noted = (remedy: string): string => (note === null ? remedy : `${remedy} ${note}`);
  switch (outcome.kind) {
    case "api-error": {
      const { code, clockAheadMs } = outcome;
      const { meaning, remedy, category } = await explainCode(code, { region, clockAheadMs });
      const requestId = outcome.requestId === null ? null : redactor.text(outcome.requestId);
      const errorInfo = redactor.text(outcome.errorInfo);
      return new ChatApiError(
        { code, meaning, errorInfo, category },
        { ...place, requestId, remedy: noted(remedy) },
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
