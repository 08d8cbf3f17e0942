import { addressesIn, type Network, readNetworks } from "../network.ts";
import { parseEntry } from "../parse-entry.ts";
import { type Family, families } from "../prefix.ts";
import { countShared, type Range, sharesAny } from "../ranges.ts";
import { specialRanges } from "../special-purpose.ts";
import { embeddedIPv4, nat64 } from "./embedded-ipv4.ts";
import { type AdjustedEntry, type Finding, findingText, type NotGlobal, type TooBroad } from "./finding.ts";
import { guardrailLimits } from "./guardrail-limits.ts";
import { amount, counted, exceeds, listed, number, percentOf, quoted } from "./words.ts";

/** What the rules about additions look at; all of it sorted. */
export interface Additions {
  /** As listed. */
  readonly live: readonly Network[];
  /** The fewest networks with the same addresses. */
  readonly aggregated: readonly Network[];
  /** The addresses that would newly be allowed. */
  readonly opened: readonly Range[];
  /** Committed addresses of each family. */
  readonly before: Readonly<Record<Family, bigint>>;
  readonly adjusted: readonly AdjustedEntry[];
  readonly maxAddedPercent: number;
}

/** Networks that stand for more than 32 bits of IPv4 as what they embed. */
function asIPv4(network: Network): Network {
  return embeddedIPv4(network) ?? network;
}

function findHostBits({ adjusted, opened }: Additions): Finding[] {
  const entries = adjusted.filter(({ entry, prefix }) => {
    const [network] = readNetworks([prefix]);
    if (!network || network.length >= guardrailLimits.shortestLengthWithHostBits[network.family])
      return false;
    const address = parseEntry(entry.split("/")[0] ?? "");
    const written = address.ok ? readNetworks([address.prefix])[0] : undefined;
    return written?.first !== network.first && sharesAny(opened, network);
  });
  if (entries.length === 0) return [];
  const { IPv4, IPv6 } = guardrailLimits.shortestLengthWithHostBits;
  const many = counted(entries.length, "entry is", "entries are");
  const text = findingText(
    `${many} an address with a prefix length that covers far more: ${listed(entries, ({ entry, prefix }) => `${quoted(entry)} (read as \`${prefix}\`)`)}.`,
    `The prefix length is probably wrong (host bits are accepted from /${IPv4} or IPv6 /${IPv6} on).`,
  );
  return [{ rule: "host-bits", scope: "list", entries, ...text }];
}

function findNotGlobal({ live, opened }: Additions): Finding[] {
  const prefixes = live
    .filter((network) => sharesAny(opened, network))
    .flatMap((network): NotGlobal[] => {
      const embedded = embeddedIPv4(network);
      const ranges = specialRanges(embedded ?? network);
      // Of a prefix that was allowed in part, only what is new counts; an embedded range is new as a whole.
      const isNew = (range: string): boolean =>
        embedded !== null || sharesAny(opened, readNetworks([range])[0] ?? network);
      return ranges
        .filter(({ range }) => isNew(range))
        .map(({ range, kind }) => ({ prefix: network.prefix, range, kind }));
    });
  if (prefixes.length === 0) return [];
  const many = counted(
    new Set(prefixes.map(({ prefix }) => prefix)).size,
    "prefix isn't reachable from the internet, or only in part",
    "prefixes aren't reachable from the internet, or only in part",
  );
  const text = findingText(
    `${many}: ${listed(prefixes, ({ prefix, range, kind }) => `\`${prefix}\` (${kind}, ${range})`)}.`,
    "A public service has no such addresses.",
  );
  return [{ rule: "not-global", scope: "list", prefixes, ...text }];
}

function findTooBroad({ aggregated, opened }: Additions): Finding[] {
  const limits = guardrailLimits.shortestNewLength;
  const broad = aggregated.filter((network) => {
    const { family, length } = asIPv4(network);
    return length < limits[family] && sharesAny(opened, network);
  });
  if (broad.length === 0) return [];
  const prefixes = broad.map((network): TooBroad => {
    return { prefix: network.prefix, addresses: countShared(opened, network) };
  });
  const list = listed(prefixes, ({ prefix, addresses }) => {
    const family = prefix.includes(":") ? "IPv6" : "IPv4";
    return `\`${prefix}\` would newly open ${amount(addresses, family)}`;
  });
  const rules = [
    ...(broad.some((network) => asIPv4(network).family === "IPv4")
      ? [`new prefixes must be narrower than /${limits.IPv4 - 1}`]
      : []),
    ...(broad.some((network) => asIPv4(network).family === "IPv6")
      ? [`new IPv6 prefixes can't be broader than /${limits.IPv6}`]
      : []),
  ];
  const text = findingText(
    `${list} (${rules.join("; ")}).`,
    "No single service has that many addresses. Neighbouring prefixes count together.",
  );
  return [{ rule: "too-broad", scope: "list", prefixes, ...text }];
}

function findGrowth({ opened, before, maxAddedPercent }: Additions): Finding[] {
  const gained: Record<Family, bigint> = { IPv4: 0n, IPv6: 0n };
  for (const range of opened) gained[range.family] += addressesIn(range);
  gained.IPv4 += countShared(opened, nat64);
  return families.flatMap((family): Finding[] => {
    const [added, was] = [gained[family], before[family]];
    if (was === 0n || added <= guardrailLimits.freeGrowth[family]) return [];
    if (!exceeds(added, was, maxAddedPercent)) return [];
    const percent = percentOf(added, was);
    const text = findingText(
      `${family} would grow by ${amount(added, family)} (${number(percent)}%), more than the ${number(maxAddedPercent)}% allowed.`,
      "A service grows in small steps.",
    );
    return [{ rule: "added-percent", scope: "list", family, percent, limit: maxAddedPercent, ...text }];
  });
}

/** The findings about what is added. They hold back the whole list. */
export function judgeAdditions(additions: Additions): Finding[] {
  if (additions.opened.length === 0) return [];
  return [
    ...findHostBits(additions),
    ...findNotGlobal(additions),
    ...findTooBroad(additions),
    ...findGrowth(additions),
  ];
}
