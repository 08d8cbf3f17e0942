import { compare, type Prefix, parseEntry } from "@chat-ip/allowlist";
import type { Missed } from "./wait-removals.ts";

/** What was missed by earlier looks: path of the committed file → its missing prefixes. */
export type WaitingMemory = ReadonlyMap<string, readonly Missed[]>;

export const emptyMemory: WaitingMemory = new Map();

const subject = "Chat IP removals that wait";
/** A larger note is broken: real lists have hundreds of entries. */
const maxLength = 4_000_000;

/** The memory as the message of a commit. The same memory gives the same text. */
export function renderMemory(memory: WaitingMemory): string {
  const files = [...memory]
    .filter(([, missed]) => missed.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([file, missed]) => [
      file,
      Object.fromEntries(
        missed
          .toSorted((one, other) => (one.prefix < other.prefix ? -1 : 1))
          .map(({ prefix, since }) => [prefix, new Date(since).toISOString()]),
      ),
    ]);
  return `${subject}\n\n${JSON.stringify({ version: 1, files: Object.fromEntries(files) }, null, 1)}\n`;
}

/** Reads a note. Broken parts are ignored, so that the wait starts again for them. */
export function readMemory(message: string): WaitingMemory {
  if (message.length > maxLength || !message.startsWith(`${subject}\n`)) return emptyMemory;
  const { version, files } = objectIn(message.slice(subject.length));
  if (version !== 1 || !isRecord(files)) return emptyMemory;
  return new Map(
    Object.entries(files).map(([file, missed]) => [file, isRecord(missed) ? readMissed(missed) : []]),
  );
}

function readMissed(missed: Record<string, unknown>): Missed[] {
  return Object.entries(missed).flatMap(([text, time]): Missed[] => {
    const entry = parseEntry(text);
    const since = typeof time === "string" ? Date.parse(time) : Number.NaN;
    return entry.ok && !entry.changed && Number.isFinite(since) ? [{ prefix: entry.prefix, since }] : [];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * What is to be remembered after a look. Of files that this run could not look at, or that are another workflow's, everything stays
 * for as long as the base holds them.
 */
export function nextMemory(
  former: WaitingMemory,
  looks: readonly { readonly file: string; readonly missed: readonly Missed[] | null }[],
  base: { readonly has: (file: string) => boolean },
): WaitingMemory {
  const next = new Map([...former].filter(([file]) => base.has(file)));
  for (const { file, missed } of looks) {
    if (missed !== null) next.set(file, missed);
  }
  return new Map([...next].filter(([, missed]) => missed.length > 0));
}

/** Is an address in the former note but not in the next one? Then it was listed again. */
export const forgetsAddresses = (former: WaitingMemory, next: WaitingMemory): boolean =>
  [...former].some(([file, missed]) => {
    const prefixes = (entries: readonly Missed[]): Prefix[] => entries.map(({ prefix }) => prefix);
    return compare({ committed: prefixes(missed), live: prefixes(next.get(file) ?? []) }).closed.length > 0;
  });

/** Are two notes equal? */
export const isSameMemory = (one: WaitingMemory, other: WaitingMemory): boolean =>
  renderMemory(one) === renderMemory(other);
