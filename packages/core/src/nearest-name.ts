/** A suggestion for a misspelt name, ready to follow a message: `; did you mean "seoul"?`, or "" if nothing is close. */
export function suggestion(given: string, names: readonly string[]): string {
  const normal = given.slice(0, 64).trim().toLowerCase();
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(normal, name) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(1, Math.floor(nearest.name.length / 3))
    ? `; did you mean ${JSON.stringify(nearest.name)}?`
    : "";
}

/** Levenshtein's distance: how many characters to add, remove or replace. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
