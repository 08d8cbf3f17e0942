import { blocks } from "./markdown.ts";

/** A part of a text that is shown whole or not at all. */
export interface Section {
  /** How the note about what was left out calls it, as Markdown. Several sections may share a name. */
  readonly name: string;
  readonly text: string;
  /** The lowest goes first; of equal ones the last. `essential` is never left out. */
  readonly importance: number | "essential";
  /** how many changes it shows */
  readonly changes?: number;
  /** It could not fit, whatever else goes, so that its text was not made: it is left out. */
  readonly hasNoRoom?: boolean;
}

/** Sections of one name that were left out, and how many changes they show together. */
export interface Omitted {
  readonly name: string;
  readonly changes: number;
}

export interface Fitted {
  readonly text: string;
  /** What was left out, in the order of the text. */
  readonly omitted: readonly Omitted[];
}

export interface Limit {
  readonly size: number;
  /** default: characters, as GitHub counts a pull request's body */
  readonly measure?: (text: string) => number;
  /** What stands where the first section is missing. */
  readonly note: (omitted: readonly Omitted[]) => string;
}

/** Sections of one name count as one: their changes are added up. */
function omittedOf(dropped: readonly Section[]): Omitted[] {
  const found = new Map<string, number>();
  for (const { name, changes } of dropped) found.set(name, (found.get(name) ?? 0) + (changes ?? 0));
  return [...found].map(([name, changes]) => ({ name, changes }));
}

function assemble(sections: readonly Section[], dropped: ReadonlySet<Section>, note: Limit["note"]): Fitted {
  const omitted = omittedOf(sections.filter((section) => dropped.has(section)));
  const first = sections.find((section) => dropped.has(section));
  const texts = sections.map((section) => {
    if (section === first) return note(omitted);
    return dropped.has(section) ? "" : section.text;
  });
  return { text: blocks(texts), omitted };
}

/** Sections that may go, in the order in which they go. */
function expendable(sections: readonly Section[]): Section[] {
  const rank = ({ importance }: Section): number =>
    importance === "essential" ? Number.POSITIVE_INFINITY : importance;
  return sections
    .filter(({ importance, hasNoRoom }) => importance !== "essential" && !hasNoRoom)
    .toReversed()
    .sort((a, b) => rank(a) - rank(b));
}

/**
 * Puts sections together within a limit by leaving out whole ones, the least important first, so that no table, list or
 * fold is ever cut. What is essential stays even where it alone is over the limit.
 */
export function fit(sections: readonly Section[], limit: Limit): Fitted {
  const measure = limit.measure ?? ((text: string): number => text.length);
  const filled = sections.filter(({ text, hasNoRoom }) => text !== "" || hasNoRoom);
  const dropped = new Set(filled.filter(({ hasNoRoom }) => hasNoRoom));
  let size = filled.reduce((sum, section) => sum + measure(section.text) + 2, 0);
  for (const section of expendable(filled)) {
    // The sum tells cheaply that it can't fit yet; the note's own length needs the whole text.
    if (size <= limit.size + 2) {
      const fitted = assemble(filled, dropped, limit.note);
      if (measure(fitted.text) <= limit.size) return fitted;
    }
    dropped.add(section);
    size -= measure(section.text) + 2;
  }
  return assemble(filled, dropped, limit.note);
}

/** A section that is never left out. */
export const essential = (text: string): Section => ({ name: "", text, importance: "essential" });
