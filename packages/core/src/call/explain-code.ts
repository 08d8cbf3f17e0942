import type { CodeContext, ErrorMeaning } from "../error-meanings.ts";
import { regionNames } from "../regions.ts";

/** What a client says of a code that isn't in the table. */
export const unknownCode: ErrorMeaning = {
  meaning: "the call failed with an unknown code",
  category: "unknown",
  remedy: "Look it up in the vendor's list of error codes.",
};

/** Looks up what an error code means. The table is loaded with the first call that fails. */
export async function explainCode(
  code: number,
  context: Omit<CodeContext, "regionNames">,
): Promise<ErrorMeaning> {
  try {
    const { meaningOf } = await import("../error-meanings.ts");
    return meaningOf(code, { ...context, regionNames }) ?? unknownCode;
  } catch {
    // Its file was replaced or removed while the program runs. The code matters more than its explanation.
    return unknownCode;
  }
}
