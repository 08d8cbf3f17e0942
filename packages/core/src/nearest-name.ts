/** Longer texts are nobody's slip of the finger. */
const mostCharacters = 64;

/**
 * The name that was probably meant: the one with the fewest wrong characters, if those are at most a third of it (one at
 * least). Upper and lower case don't count.
 *
 * @returns one of `names`, or `null` where none is close
 */
export function nearestName(given: string, names: readonly string[]): string | null {
  const normal = given.slice(0, mostCharacters).trim().toLowerCase();
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(normal, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest === undefined) return null;
  return nearest.distance <= Math.max(1, Math.floor(nearest.name.length / 3)) ? nearest.name : null;
}

/** A suggestion for a misspelt name, ready to follow a message: `; did you mean "seoul"?`, or "" if nothing is close. */
export function suggestion(given: string, names: readonly string[]): string {
  const nearest = nearestName(given, names);
  return nearest === null ? "" : `; did you mean ${JSON.stringify(nearest)}?`;
}

/** How many characters to add, remove, replace or swap with their neighbour (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : replaced;
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? 0;
}
