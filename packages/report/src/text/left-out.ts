import type { Words } from "../words/words.ts";
import { link } from "./escape.ts";
import type { Limit, Omitted } from "./fit.ts";

/** The note about what has no room, for `fit`. */
export function leftOutNote(
  where: "body" | "comment" | "summary",
  runUrl: string | null,
  words: Words,
): Limit["note"] {
  const summary = runUrl === null ? words.runSummary : link(words.runSummary, runUrl);
  const named = ({ name, changes }: Omitted): string =>
    changes === 0 ? name : words.omittedChanges(changes);
  return (omitted) => words.leftOut(where, words.quantities.list(omitted.map(named)), summary);
}
