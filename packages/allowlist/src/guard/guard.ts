import { checkKeep, checkOptions, checkPrefixes } from "../arguments.ts";
import { type CompareInput, compare, type Drift } from "../compare.ts";
import { countDisjoint } from "../count-addresses.ts";
import { type Network, outermost, readNetworks, sortNetworks } from "../network.ts";
import { mergeRanges, prefixesOfRanges, subtractRanges } from "../ranges.ts";
import type { AdjustedEntry, Finding } from "./finding.ts";
import { guardrailLimits } from "./guardrail-limits.ts";
import { judgeAdditions } from "./judge-additions.ts";
import { type AnswerInput, guardAnswer } from "./judge-answer.ts";
import { judgeRemovals } from "./judge-removals.ts";

/** The committed and the live list, and what is known about the answer and the file. */
export interface GuardInput extends CompareInput, AnswerInput {
  /** What `compare` returned for the same `committed`, `live` and `keep`, so that they aren't compared again. Default: compares them. */
  readonly drift?: Drift;
  /** Entries of the answer that were read as something else than they seem to say. Default: none. */
  readonly adjusted?: readonly AdjustedEntry[];
  /** Percent of a family's committed addresses or prefixes that may go at once; 0 to 100. Default: 30. */
  readonly maxRemovedPercent?: number;
  /** Percent by which a family may grow at once, once that is more than 16,384 IPv4 addresses or an IPv6 /32; 0 or more. Default: 300. */
  readonly maxAddedPercent?: number;
}

function checkPercent(name: string, value: number, most: number): number {
  if (value >= 0 && value <= most) return value;
  const range = most === Number.MAX_VALUE ? "a number, 0 or more" : `a number from 0 to ${most}`;
  throw new RangeError(`\`${name}\` is ${value}. Pass ${range}.`);
}

/**
 * Looks for what is suspicious in a live list, before anything is written. Empty when there is nothing to say. `guardrailLimits` has the
 * numbers, and the README the rules in one table.
 *
 * - Judged on the fewest prefixes with the same addresses, so that cutting a prefix in pieces hides nothing.
 * - Only what changes is judged: addresses that were allowed before, or that a keep block allows, were accepted by a person.
 * - Families are measured apart, since one IPv6 prefix has more addresses than all of IPv4.
 * - With nothing committed in a family, nothing can be gone or grow; breadth still counts. With an empty answer or an unreadable file, that is
 *   all there is to say.
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when a list is missing or isn't an array
 * @throws {RangeError} when `maxRemovedPercent` isn't a number from 0 to 100, or `maxAddedPercent` not 0 or more
 */
export function guard(input: GuardInput): readonly Finding[] {
  checkOptions("guard(input)", input, "{ committed, live }");
  const committed = checkPrefixes("guard({ committed })", input.committed);
  const live = checkPrefixes("guard({ live })", input.live);
  const keep = checkKeep("guard({ keep })", input.keep);
  const { adjusted = [] } = input;
  const maxRemovedPercent = checkPercent(
    "maxRemovedPercent",
    input.maxRemovedPercent ?? guardrailLimits.maxRemovedPercent,
    100,
  );
  const maxAddedPercent = checkPercent(
    "maxAddedPercent",
    input.maxAddedPercent ?? guardrailLimits.maxAddedPercent,
    Number.MAX_VALUE,
  );
  const findings = guardAnswer(input);
  const drift = input.drift ?? compare({ committed, live, keep });
  if (live.length === 0 || input.unreadable || !drift.differs) return findings;

  const kept = readNetworks(keep);
  const withKept = (networks: readonly Network[]): readonly Network[] =>
    kept.length === 0 ? networks : sortNetworks([...networks, ...kept]);
  const committedNetworks = sortNetworks(readNetworks(committed));
  const liveNetworks = sortNetworks(readNetworks(live));
  const count = countDisjoint(outermost(committedNetworks));
  const before = { IPv4: count.ipv4, IPv6: count.ipv6 };
  const liveRanges = mergeRanges(liveNetworks);
  const additions = judgeAdditions({
    live: liveNetworks,
    aggregated: readNetworks(prefixesOfRanges(liveRanges)),
    opened: subtractRanges(liveRanges, mergeRanges(withKept(committedNetworks))),
    before,
    adjusted,
    maxAddedPercent,
  });
  const removals = judgeRemovals({
    committed: readNetworks(prefixesOfRanges(mergeRanges(committedNetworks))),
    staying: outermost(withKept(liveNetworks)),
    before,
    lost: { IPv4: drift.lost.ipv4, IPv6: drift.lost.ipv6 },
    maxRemovedPercent,
  });
  return [...findings, ...additions, ...removals];
}
