import { type Grade, gradeOf, type RunOutcome } from "@chat-ip/sync";
import { reasonText } from "./reasons.ts";

/** The word says it all; the sign only makes it quicker to find. */
const grades: Readonly<Record<Grade, string>> = {
  routine: "🟢 **Routine**",
  "look-closely": "🟡 **Look closely**",
};

/** The grade of what would be merged, with its reasons in the same line; `""` where nothing would be. */
export function gradeLine(outcome: Pick<RunOutcome, "lists" | "overWeeklyCeiling">): string {
  const { grade, reasons } = gradeOf(outcome.lists, outcome.overWeeklyCeiling);
  return grade === null ? "" : `${grades[grade]}: ${reasons.map(reasonText).join("; ")}.`;
}
