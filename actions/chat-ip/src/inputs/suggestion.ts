import { closest, distance } from "fastest-levenshtein";

/** How many letters may be wrong for a name to be suggested. */
const nearEnough = 3;

/** The known name that was probably meant; `null` where none is near. */
export function suggestion(name: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const nearest = closest(name.toLowerCase(), known);
  return distance(name.toLowerCase(), nearest) <= nearEnough ? nearest : null;
}
