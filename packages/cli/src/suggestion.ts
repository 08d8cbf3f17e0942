import { words } from "./words/words.ts";

/** How many letters have to be added, removed, replaced or swapped with their neighbour to make one text the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The name that was probably meant, or `null` when none is close. */
export function suggest(text: string, names: readonly string[]): string | null {
  const given = text.slice(0, 64).toLowerCase();
  const limit = Math.max(1, Math.floor(given.length / 3));
  const ranked = names
    .map((name) => ({ name, far: distance(given, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [nearest] = ranked;
  return nearest !== undefined && nearest.far <= limit ? nearest.name : null;
}

/** "Did you mean …?" where a name is close, else the names there are. */
export function suggestion(text: string, names: readonly string[]): string {
  const name = suggest(text, names);
  return name === null ? words().usage.useOneOf(names) : words().usage.didYouMean(name);
}
