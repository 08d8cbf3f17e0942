import {
  aggregate,
  answerDigest,
  compare,
  countAddresses,
  type Prefix,
  sortPrefixes,
} from "@chat-ip/allowlist";
import type { CommittedList } from "./committed-list.ts";
import type { ComparedList } from "./compared-list.ts";
import type { ListSettings } from "./list-settings.ts";
import type { LoadedLive } from "./live-list.ts";

/** The live prefixes in the form in which they are written. */
export const wantedPrefixes = (
  { prefixes }: LoadedLive,
  settings: Pick<ListSettings, "aggregate">,
): Prefix[] => (settings.aggregate ? aggregate(prefixes) : sortPrefixes(prefixes));

/** Compares what the API says of a list with what is committed. Pure. */
export function compareList(
  live: LoadedLive,
  committed: CommittedList,
  settings: Pick<ListSettings, "aggregate">,
): ComparedList {
  const { allowlist, exists, path } = committed;
  const prefixes = wantedPrefixes(live, settings);
  const keep = allowlist.keep.flatMap((block) => block.prefixes);
  const drift = compare({ committed: allowlist.prefixes, live: prefixes, keep });
  const committedAddresses = countAddresses(allowlist.prefixes);
  // Counting takes a while, and nearly always there is nothing new to count.
  const same = !drift.differs && keep.length === 0;
  return {
    ...live.key,
    durationMs: live.durationMs,
    committed: allowlist.prefixes.length,
    live: prefixes.length,
    committedAddresses,
    liveAddresses: same ? committedAddresses : countAddresses(prefixes),
    drift,
    answerDigest: answerDigest(live.prefixes, live.refused),
    rewrite: drift.differs || allowlist.invalid.length > 0,
    invalid: allowlist.invalid,
    keep: allowlist.keep,
    nearMisses: allowlist.nearMisses,
    unreadable: allowlist.unreadable,
    adjusted: live.adjusted,
    refused: live.refused,
    flickered: live.flickered,
    file: { path, exists },
    prefixes: { committed: allowlist.prefixes, live: prefixes },
  };
}

/** Would the list lose addresses? */
export const losesAddresses = ({ drift: { lost } }: Pick<ComparedList, "drift">): boolean =>
  lost.ipv4 > 0n || lost.ipv6 > 0n;
