import { createRandom, type Random } from "./seeded-random.ts";

/** A moment at which the list changes. */
export interface Change {
  /** since the start of the year */
  readonly hours: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What a list holds at the start, and how it changes in a year. */
export interface Year {
  readonly start: readonly string[];
  readonly changes: readonly Change[];
}

export const yearHours: number = 365 * 24;

/** Prefixes in the one real answer that is public. */
const listSize = 143;

/**
 * The shape of a comparable public list, measured over 365 days: for each 5,807 prefixes, 776 changes brought 945 additions and 352
 * removals, of which 230 came back.
 */
const measured = {
  prefixes: 5807,
  changes: 776,
  additions: 945,
  removals: 352,
  cameBack: 230,
  /** share of the changes that are of so many prefixes; the rest are of three to nine */
  single: 0.74,
  double: 0.13,
  tenOrMore: 0.01,
  /** hours after which a removed prefix was back: share of the cases → hours */
  back: [
    [0.1, 1.2],
    [0.25, 2.2],
    [0.5, 2.5],
    [0.75, 5.8],
    [0.9, 118],
    [1, 1000],
  ],
} as const;

/** How many prefixes one change is of. */
function drawSize(random: Random): number {
  const drawn = random();
  if (drawn < measured.single) return 1;
  if (drawn < measured.single + measured.double) return 2;
  if (drawn > 1 - measured.tenOrMore) return 10;
  return 3 + Math.floor(random() * 7);
}

/** After how many hours a removed prefix is back: between the measured points, evenly on a scale of powers. */
function drawAbsence(random: Random): number {
  const drawn = random();
  let [fromShare, fromHours] = [0, 0.5];
  for (const [share, hours] of measured.back) {
    if (drawn <= share) {
      const part = (drawn - fromShare) / (share - fromShare);
      return fromHours * (hours / fromHours) ** part;
    }
    [fromShare, fromHours] = [share, hours];
  }
  return fromHours;
}

/** Prefixes of the real answer's shape (a /25), no two of them neighbours. */
function createPool(random: Random): () => string {
  const used = new Set<string>();
  return () => {
    for (;;) {
      const [second, third] = [Math.floor(random() * 120), Math.floor(random() * 256)];
      const half = random() < 0.5 ? 0 : 128;
      const prefix = `101.${second}.${third}.${half}/25`;
      if (used.has(`${second}.${third}`)) continue;
      used.add(`${second}.${third}`);
      return prefix;
    }
  };
}

/** A year in the measured shape, scaled to the size of the real answer. The same seed gives the same year. */
export function createYear(seed: number): Year {
  const random = createRandom(seed);
  const next = createPool(random);
  const scale = listSize / measured.prefixes;
  const start = Array.from({ length: listSize }, next);
  const live = new Set(start);
  const changes: Change[] = [];
  // A return is an addition of its own, so that many fewer are new.
  const brandNew = measured.additions - measured.cameBack;
  const removalShare = measured.removals / (brandNew + measured.removals);
  const count = Math.round((measured.changes - measured.cameBack) * scale);
  const times = Array.from({ length: count }, () => random() * yearHours).sort((one, other) => one - other);
  for (const hours of times) {
    const size = drawSize(random);
    const added: string[] = [];
    const removed: string[] = [];
    for (let index = 0; index < size; index++) {
      if (random() < removalShare) {
        const candidates = [...live];
        const prefix = candidates[Math.floor(random() * candidates.length)] ?? "";
        live.delete(prefix);
        removed.push(prefix);
        if (random() < measured.cameBack / measured.removals) {
          changes.push({ hours: hours + drawAbsence(random), added: [prefix], removed: [] });
        }
      } else {
        added.push(next());
      }
    }
    for (const prefix of added) live.add(prefix);
    changes.push({ hours, added, removed });
  }
  // One prefix goes and comes all year, in the measured list 173 times.
  const restless = start[0] ?? "";
  const flickers = Math.max(1, Math.round(173 * scale));
  for (let index = 0; index < flickers; index++) {
    const hours = ((index + random()) * yearHours) / flickers;
    changes.push({ hours, added: [], removed: [restless] });
    changes.push({ hours: hours + drawAbsence(random), added: [restless], removed: [] });
  }
  return { start, changes: changes.toSorted((one, other) => one.hours - other.hours) };
}

/** What the list holds at each hour that somebody looks. */
export function* looksAt(
  { start, changes }: Year,
  everyHours: number,
): Generator<{
  readonly hours: number;
  readonly live: readonly string[];
}> {
  const live = new Set(start);
  let next = 0;
  for (let hours = 0; hours <= yearHours; hours += everyHours) {
    for (let change = changes[next]; change && change.hours <= hours; change = changes[++next]) {
      for (const prefix of change.removed) live.delete(prefix);
      for (const prefix of change.added) live.add(prefix);
    }
    yield { hours, live: [...live] };
  }
}
