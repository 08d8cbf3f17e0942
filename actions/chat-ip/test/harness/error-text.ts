import { plainText, wordsOf } from "@chat-ip/report";
import type { RunOutcome } from "@chat-ip/sync";

/** What a person reads about a run that failed, in English; `undefined` for one that didn't. */
export const errorText = ({ error }: Pick<RunOutcome, "error">): string | undefined =>
  error === null ? undefined : plainText(error.message, wordsOf("en"));
