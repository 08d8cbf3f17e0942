import { type CompareInput, compare, type Drift } from "./compare.ts";
import { countAddresses } from "./count-addresses.ts";
import type { Unreadable, UnreadableReason } from "./decode-file.ts";
import { type Network, readNetworks, sortNetworks } from "./network.ts";
import { oneLine } from "./one-line.ts";
import type { Family, Prefix } from "./prefix.ts";
import { specialRanges } from "./special-purpose.ts";

/** An entry of the answer that is no address, and why. Its text is untrusted. */
export interface RefusedEntry {
  readonly entry: string;
  readonly reason: string;
}

/** A live prefix, and a range without global reach that it touches. */
export interface NotGlobal {
  readonly prefix: Prefix;
  readonly range: Prefix;
  /** What the range is for: "private", "loopback", "documentation" … */
  readonly kind: string;
}

/**
 * Why a live list shouldn't be written without a person's word. `message` says what, how much and why, in plain text of bounded
 * length; text from outside in it has no control characters, and is not escaped for any markup.
 */
export type Finding = { readonly message: string } & (
  | { readonly rule: "empty" }
  | { readonly rule: "unreadable"; readonly why: UnreadableReason }
  | { readonly rule: "refused-entries"; readonly entries: readonly RefusedEntry[] }
  | { readonly rule: "too-broad"; readonly prefixes: readonly Prefix[] }
  | { readonly rule: "not-global"; readonly prefixes: readonly NotGlobal[] }
  | {
      readonly rule: "family-gone";
      readonly family: Family /** How many the family had. */;
      readonly prefixes: number;
    }
  | {
      readonly rule: "removed-percent";
      readonly family: Family;
      /** Of the family's committed addresses, rounded up to a hundredth. */
      readonly percent: number;
      readonly limit: number;
    }
);

export interface GuardInput extends CompareInput {
  /** What `compare` returned for the same `committed`, `live` and `keep`, so that they aren't compared again. Default: compares them. */
  readonly drift?: Drift;
  /** Entries of the answer that are no addresses. Default: none. */
  readonly refused?: readonly RefusedEntry[];
  /** Why the committed file can't be relied on, as `parseAllowlist` says. Default: null, it can. */
  readonly unreadable?: Unreadable | null;
  /** The most per cent of a family's committed addresses that may go at once; 0 to 100. Default: 30. */
  readonly maxRemovedPercent?: number;
}

const DEFAULT_MAX_REMOVED_PERCENT = 30;
const families: readonly Family[] = ["IPv4", "IPv6"];
/** The shortest prefix lengths that pass. The vendor's broadest allocations are far longer. */
const shortestLength: Readonly<Record<Family, number>> = { IPv4: 8, IPv6: 19 };

const SHOWN_ITEMS = 5;
const SHOWN_CHARACTERS = 64;

/** The first few of the items, and how many more there are. */
function shown<Item>(items: readonly Item[], text: (item: Item) => string): string {
  const first = items.slice(0, SHOWN_ITEMS).map(text).join(", ");
  return items.length > SHOWN_ITEMS ? `${first} and ${items.length - SHOWN_ITEMS} more` : first;
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

function quoted(text: string): string {
  const line = oneLine(text.slice(0, SHOWN_CHARACTERS));
  return text.length > SHOWN_CHARACTERS ? `"${line}…"` : `"${line}"`;
}

function findRefused(entries: readonly RefusedEntry[]): Finding[] {
  if (entries.length === 0) return [];
  const many = counted(entries.length, "entry that is no address", "entries that are no addresses");
  const list = shown(entries, ({ entry }) => quoted(entry));
  return [
    {
      rule: "refused-entries",
      entries,
      message: `The answer holds ${many}: ${list}. It may be damaged, or be for something else.`,
    },
  ];
}

function findTooBroad(live: readonly Network[]): Finding[] {
  const prefixes = live
    .filter(({ family, length }) => length < shortestLength[family])
    .map(({ prefix }) => prefix);
  if (prefixes.length === 0) return [];
  const many = counted(prefixes.length, "prefix is", "prefixes are");
  const limits = `IPv4 /${shortestLength.IPv4} or IPv6 /${shortestLength.IPv6}`;
  return [
    {
      rule: "too-broad",
      prefixes,
      message: `${many} broader than ${limits}: ${shown(prefixes, String)}. No single service has that many addresses.`,
    },
  ];
}

function findNotGlobal(live: readonly Network[]): Finding[] {
  const prefixes = live.flatMap((network) =>
    specialRanges(network).map(({ range, kind }) => ({ prefix: network.prefix, range, kind })),
  );
  if (prefixes.length === 0) return [];
  const many = counted(
    new Set(prefixes.map(({ prefix }) => prefix)).size,
    "prefix touches",
    "prefixes touch",
  );
  const list = shown(prefixes, ({ prefix, range, kind }) => `${prefix} (${kind}, ${range})`);
  return [
    {
      rule: "not-global",
      prefixes,
      message: `${many} addresses that can't be reached over the internet: ${list}. A public service isn't there.`,
    },
  ];
}

function findFamilyGone(family: Family, committed: readonly Network[], live: readonly Network[]): Finding[] {
  const before = committed.filter((network) => network.family === family).length;
  if (before === 0 || live.some((network) => network.family === family)) return [];
  const many = counted(before, `${family} prefix`, `${family} prefixes`);
  return [
    {
      rule: "family-gone",
      family,
      prefixes: before,
      message: `${family} is gone from the list: ${many} before, none now. More likely the answer is incomplete.`,
    },
  ];
}

// Whole numbers throughout, since numbers of IPv6 addresses don't fit a double: per cent are counted in millionths.
const MILLION = 1_000_000n;

function findRemoved(family: Family, lost: bigint, committed: bigint, limit: number): Finding[] {
  if (lost * 100n * MILLION <= BigInt(Math.round(limit * Number(MILLION))) * committed) return [];
  const percent = Number((lost * 10_000n + committed - 1n) / committed) / 100;
  const numbers = family === "IPv4" ? ` (${lost} of ${committed})` : ""; // 39 digits help nobody
  const share = `${percent} % of the committed ${family} addresses${numbers}`;
  return [
    {
      rule: "removed-percent",
      family,
      percent,
      limit,
      message: `${share} would be removed, more than the ${limit} % that may go at once.`,
    },
  ];
}

/**
 * Looks for what no change of addresses is needed to see: entries that are no addresses, no prefix at all, and a committed file that can't
 * be read. {@link guard} reports these as well.
 */
export function guardAnswer({
  live,
  refused = [],
  unreadable = null,
}: Pick<GuardInput, "live" | "refused" | "unreadable">): readonly Finding[] {
  const findings: Finding[] = [...findRefused(refused)];
  if (unreadable) findings.push({ rule: "unreadable", why: unreadable.why, message: unreadable.message });
  const message = "The answer holds no addresses. That is never a reason to empty an allowlist.";
  if (live.length === 0) findings.push({ rule: "empty", message });
  return findings;
}

/**
 * Looks for what smells in a live list, before it is written: entries that are no addresses; no prefix at all; prefixes broader
 * than IPv4 /8 or IPv6 /19; prefixes that touch addresses without global reach; a family gone entirely; more than
 * `maxRemovedPercent` of a family's committed addresses gone. Empty when there is nothing to say.
 *
 * - Removals are measured by family, since one IPv6 prefix has more addresses than all of IPv4; what a keep block still allows
 *   isn't removed. A family that is gone entirely isn't reported once more as 100 % removed.
 * - With nothing committed, nothing can be gone. With nothing live, `empty` says it all.
 * - Kept prefixes are a person's choice and aren't judged.
 * @throws {InvalidPrefixError} when a text is no prefix
 * @throws {RangeError} when `maxRemovedPercent` is no number from 0 to 100
 */
export function guard(input: GuardInput): readonly Finding[] {
  const limit = input.maxRemovedPercent ?? DEFAULT_MAX_REMOVED_PERCENT;
  if (!(limit >= 0 && limit <= 100)) {
    throw new RangeError(`maxRemovedPercent is ${limit}, and must be a number from 0 to 100.`);
  }
  const answer = guardAnswer(input);
  const live = sortNetworks(readNetworks(input.live));
  const committed = sortNetworks(readNetworks(input.committed));
  if (live.length === 0 || input.unreadable) return answer;
  const { lost } = input.drift ?? compare(input);
  const before = countAddresses(input.committed);
  const removed = families.flatMap((family) => {
    const gone = findFamilyGone(family, committed, live);
    if (gone.length > 0) return gone;
    return family === "IPv4"
      ? findRemoved(family, lost.ipv4, before.ipv4, limit)
      : findRemoved(family, lost.ipv6, before.ipv6, limit);
  });
  return [...answer, ...findTooBroad(live), ...findNotGlobal(live), ...removed];
}
