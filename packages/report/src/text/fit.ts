import { blocks } from "./markdown.ts";
import { counted } from "./quantities.ts";

/** A part of a text that is shown whole or not at all. */
export interface Section {
  /** How the note about what was left out calls it, as Markdown; several sections may share a name. */
  readonly name: string;
  readonly text: string;
  /** The lowest goes first; of equal ones the last. `essential` is never left out. */
  readonly importance: number | "essential";
  /** how many changes it tells */
  readonly changes?: number;
}

export interface Fitted {
  readonly text: string;
  /** What was left out, in the order of the text, as Markdown: `4,200 changes of X`, `Y`. */
  readonly omitted: readonly string[];
}

export interface Limit {
  readonly size: number;
  /** default: characters, as GitHub counts a pull request's body */
  readonly measure?: (text: string) => number;
  /** What stands where the first section is missing. */
  readonly note: (omitted: readonly string[]) => string;
}

/** Sections of one name are one piece of news: their changes are added up. */
function namesOf(dropped: readonly Section[]): string[] {
  const changes = new Map<string, number>();
  for (const { name, changes: told } of dropped) changes.set(name, (changes.get(name) ?? 0) + (told ?? 0));
  return [...changes].map(([name, told]) =>
    told === 0 ? name : `${counted(told, "change", "changes")} of ${name}`,
  );
}

function assemble(sections: readonly Section[], dropped: ReadonlySet<Section>, note: Limit["note"]): Fitted {
  const omitted = namesOf(sections.filter((section) => dropped.has(section)));
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
    .filter((section) => section.importance !== "essential")
    .toReversed()
    .sort((a, b) => rank(a) - rank(b));
}

/**
 * Puts sections together within a limit by leaving out whole ones, the least important first, so that no table, list or
 * fold is ever cut. What is essential stays even where it alone is over the limit.
 */
export function fit(sections: readonly Section[], limit: Limit): Fitted {
  const measure = limit.measure ?? ((text: string): number => text.length);
  const filled = sections.filter((section) => section.text !== "");
  const dropped = new Set<Section>();
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
