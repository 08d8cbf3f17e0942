import { aggregate, compare, type Prefix } from "@chat-ip/allowlist";

/** A removed prefix and when it was first missed, ms since 1970. */
export interface Missed {
  readonly prefix: Prefix;
  readonly since: number;
}

/** A removal that is not due yet. */
export interface WaitingRemoval {
  readonly prefix: Prefix;
  readonly missedSince: Date;
  readonly dueAt: Date;
}

/** What one look at a list means for its removals. */
export interface WaitResult {
  /** the prefixes that stay in the file for now */
  readonly waiting: readonly WaitingRemoval[];
  /** what is to be remembered until the next look */
  readonly missed: readonly Missed[];
}

const hourMs = 3_600_000;
/** Tolerance, so that a schedule that starts a little late doesn't cost a day. */
const earlyMs = hourMs;

interface Look {
  /** what is committed and no longer listed, in the fewest prefixes */
  readonly closed: readonly Prefix[];
  /** what earlier looks have remembered */
  readonly remembered: readonly Missed[];
  readonly now: number;
  readonly waitHours: number;
}

/**
 * Says which removals still wait. A removal is due once every look during the wait has missed it, at least two of them; what was
 * listed again in between begins anew, since it is not remembered any more. A lost part that changes size keeps the older time for
 * what it shares. Pure.
 *
 * A time in the future means that the clock was set back: the wait starts again.
 */
export function waitRemovals({ closed, remembered, now, waitHours }: Look): WaitResult {
  const waitMs = waitHours * hourMs;
  const known = remembered
    .filter(({ since }) => since <= now)
    .toSorted((one, other) => one.since - other.since);
  const missed = timesOf(closed, known, now);
  // Missing for the first time, so only one look has missed it.
  const isDue = ({ since }: Missed): boolean => since < now && now - since >= waitMs - earlyMs;
  return {
    missed,
    waiting: missed
      .filter((one) => !isDue(one))
      .map(({ prefix, since }) => ({
        prefix,
        missedSince: new Date(since),
        dueAt: new Date(since + waitMs),
      })),
  };
}

/** Keeps what earlier looks have remembered of the addresses that are still missing, and nothing new. */
export const keepMissed = (closed: readonly Prefix[], remembered: readonly Missed[]): readonly Missed[] =>
  timesOf(
    closed,
    remembered.toSorted((one, other) => one.since - other.since),
    null,
  );

/**
 * Gives each missing address the oldest time that is remembered for it.
 *
 * @param known oldest first
 * @param otherwise the time of what nobody remembers; `null` leaves that out
 */
function timesOf(closed: readonly Prefix[], known: readonly Missed[], otherwise: number | null): Missed[] {
  const prefixesAt = new Map<number, Prefix[]>();
  let rest = closed;
  for (const { prefix, since } of known) {
    if (rest.length === 0) break;
    const without = subtract(rest, [prefix]);
    const shared = subtract(rest, without);
    if (shared.length > 0) prefixesAt.set(since, [...(prefixesAt.get(since) ?? []), ...shared]);
    rest = without;
  }
  if (otherwise !== null && rest.length > 0) {
    prefixesAt.set(otherwise, [...(prefixesAt.get(otherwise) ?? []), ...rest]);
  }
  return [...prefixesAt].flatMap(([since, prefixes]) =>
    aggregate(prefixes).map((prefix) => ({ prefix, since })),
  );
}

/** The addresses of `prefixes` that are not in `others`, in the fewest prefixes. */
const subtract = (prefixes: readonly Prefix[], others: readonly Prefix[]): readonly Prefix[] =>
  compare({ committed: prefixes, live: others }).closed;
