import { closest, distance } from "fastest-levenshtein";

/** How many letters may be wrong for a name to be suggested. */
const nearEnough = 3;

/** "Did you mean …?", with a space before it; `""` where no known name is near. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const nearest = closest(name.toLowerCase(), known);
  return distance(name.toLowerCase(), nearest) <= nearEnough ? ` Did you mean \`${nearest}\`?` : "";
}
