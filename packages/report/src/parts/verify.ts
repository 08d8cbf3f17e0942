import type { Prefix } from "@chat-ip/allowlist";
import type { RunOutcome } from "@chat-ip/sync";
import { code, link } from "../text/escape.ts";
import type { Section } from "../text/fit.ts";
import { allLast, listLabel } from "../text/list-names.ts";
import { blocks, bullets, folded } from "../text/markdown.ts";
import type { Words } from "../words/words.ts";
import { type Drifted, driftedOf } from "./run-lists.ts";

/** Prefixes that are linked to registries. */
const shownPrefixes = 5;
/** Of these, so many may be IPv6 where there are IPv4 prefixes as well. */
const shownIpv6 = 2;

interface Opening {
  readonly prefix: Prefix;
  readonly opens: bigint;
  readonly list: Drifted;
}

const isIpv6 = (prefix: Prefix): boolean => prefix.includes(":");

/** The prefixes through which most addresses open, each in the first list that gains it. */
function largestOf(drifted: readonly Drifted[]): Opening[] {
  const found = new Map<Prefix, Opening>();
  for (const list of allLast(drifted)) {
    for (const { prefix, addresses } of list.drift.added) {
      if (addresses > 0n && !found.has(prefix)) found.set(prefix, { prefix, opens: addresses, list });
    }
  }
  const sorted = [...found.values()].sort(
    (one, other) => Number(other.opens > one.opens) - Number(other.opens < one.opens),
  );
  const ipv4 = sorted.filter(({ prefix }) => !isIpv6(prefix));
  const ipv6 = sorted.filter(({ prefix }) => isIpv6(prefix));
  const second = ipv6.slice(0, Math.max(shownIpv6, shownPrefixes - ipv4.length));
  return [...ipv4.slice(0, shownPrefixes - second.length), ...second];
}

/** The first address of a prefix as a number. */
function addressOf(prefix: Prefix): bigint {
  const [address = ""] = prefix.split("/");
  if (!isIpv6(prefix)) return address.split(".").reduce((value, part) => value * 256n + BigInt(part), 0n);
  const [head = "", tail] = address.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}

/** What a prefix counts as near to: its /16, or its IPv6 /32. */
function neighbourhoodOf(prefix: Prefix): {
  readonly network: Prefix;
  readonly holds: (other: Prefix) => boolean;
} {
  const shift = isIpv6(prefix) ? 96n : 16n;
  const top = addressOf(prefix) >> shift;
  const network = isIpv6(prefix)
    ? `${(top >> 16n).toString(16)}:${(top & 0xffffn).toString(16)}::/32`
    : `${top >> 8n}.${top & 255n}.0.0/16`;
  return { network, holds: (other) => isIpv6(other) === isIpv6(prefix) && addressOf(other) >> shift === top };
}

function nearest(prefix: Prefix, committed: readonly Prefix[]): Prefix | null {
  const { holds } = neighbourhoodOf(prefix);
  const own = addressOf(prefix);
  const distance = (other: Prefix): bigint => {
    const apart = addressOf(other) - own;
    return apart < 0n ? -apart : apart;
  };
  return committed
    .filter((other) => other !== prefix && holds(other))
    .reduce<Prefix | null>(
      (best, other) => (best === null || distance(other) < distance(best) ? other : best),
      null,
    );
}

function line({ prefix, list }: Opening, words: Words): string {
  const links = [
    link("RIPEstat", `https://stat.ripe.net/resource/${prefix}`),
    // APNIC's search is known to take IPv4 only.
    ...(isIpv6(prefix)
      ? []
      : [
          link(
            "APNIC",
            `https://wq.apnic.net/whois-search/static/search.html?query=${encodeURIComponent(prefix)}`,
          ),
        ]),
  ].join(" · ");
  if (!list.file.exists) return `${code(prefix)}${words.quantities.colon}${links}`;
  const near = nearest(prefix, list.prefixes.committed);
  const { network } = neighbourhoodOf(prefix);
  const told = words.neighbour(code(listLabel(list)), near === null ? null : code(near), code(network));
  return `${code(prefix)}${words.quantities.colon}${links} · ${told}`;
}

/** Links to public registries for the largest new prefixes, and what a registry can't tell. Empty where nothing opens. */
export function verifySection({ lists }: Pick<RunOutcome, "lists">, words: Words): Section {
  const largest = largestOf(driftedOf(lists));
  const text =
    largest.length === 0
      ? ""
      : folded(
          words.verifyTitle,
          blocks([words.verifyIntro, bullets(largest.map((one) => line(one, words))), ...words.verifyNotes]),
        );
  return { name: words.verifyTitle, text, importance: 40 };
}
