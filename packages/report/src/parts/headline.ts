import type { RunOutcome } from "@chat-ip/sync";
import { plain } from "../text/escape.ts";
import { blocks, bullets } from "../text/markdown.ts";
import { type Grade, gradeRisk } from "./risk.ts";

/** The word says it all; the sign only makes it quicker to find. */
const grades: Readonly<Record<Grade, string>> = {
  routine: "🟢 **Routine.**",
  "look-closely": "🟡 **Look closely.**",
  "held-back": "🔴 **Held back in part.**",
};

/** The risk in one line where there is one reason, with a line a reason where there are several. */
export function riskLine(outcome: Pick<RunOutcome, "lists">): string {
  const { grade, reasons } = gradeRisk(outcome);
  const [only, ...more] = reasons.map((reason) => plain(reason));
  if (only === undefined || more.length === 0) return `${grades[grade]} ${only ?? ""}`;
  return blocks([grades[grade], bullets([only, ...more])]);
}
