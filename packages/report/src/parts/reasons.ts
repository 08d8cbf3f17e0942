import type { Finding, Prefix } from "@chat-ip/allowlist";
import type { FamilyName, ListKey, ListShare, Reason } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { listLabel } from "../text/list-names.ts";
import { amount, counted, isNone, percentText, sentenceList } from "../text/quantities.ts";

/** More than this many names are counted only. */
const namedItems = 3;

const findings: Readonly<Record<Finding["rule"], string>> = {
  empty: "no addresses in the answer",
  unreadable: "a file that can't be read",
  "refused-entries": "invalid entries",
  "host-bits": "an entry with a doubtful prefix length",
  "too-broad": "a prefix that is too broad",
  "added-percent": "sudden growth",
  "not-global": "addresses that can't be reached over the internet",
  "family-gone": "an address family is gone",
  "removed-percent": "too many removals",
};

function some(items: readonly string[]): string {
  const rest = items.length - namedItems;
  return rest > 0 ? `${items.slice(0, namedItems).join(", ")} and ${rest} more` : sentenceList(items);
}

const named = (lists: readonly ListKey[]): string => some(lists.map((list) => code(listLabel(list))));
const prefixNames = (prefixes: readonly Prefix[]): string => some(prefixes.map((prefix) => code(prefix)));
const ofFamily = (family: FamilyName): string => (family === "ipv6" ? " (IPv6)" : "");
const shares = (found: readonly ListShare[], sign = ""): string =>
  some(
    found.map(
      ({ list, family, percent }) =>
        `${code(listLabel(list))} ${sign}${percentText(percent)}${ofFamily(family)}`,
    ),
  );

/** One reason of a grade as a piece of a sentence, in Markdown. */
export function reasonText(reason: Reason): string {
  switch (reason.rule) {
    case "let-through":
      return reason.lists
        .map(
          ({ list, findings: rules }) =>
            `${code("allow-suspicious")} let ${code(listLabel(list))} through (${rules.map((rule) => findings[rule]).join(", ")})`,
        )
        .join("; ");
    case "removals-held-back":
      return reason.lists
        .map(
          ({ list, prefixes }) =>
            `${counted(prefixes.length, "removal", "removals")} of ${code(listLabel(list))} held back`,
        )
        .join("; ");
    case "not-in-all":
      return reason.lists
        .map(
          ({ list, prefixes }) =>
            `${prefixNames(prefixes)} in ${code(listLabel(list))} but not in ${code("all")}`,
        )
        .join("; ");
    case "opens-many":
      return `opens ${amount(reason.opened)}`;
    case "broad-prefix":
      return `opens broad prefixes: ${prefixNames(reason.prefixes)}`;
    case "removes-addresses":
      return `removes more than ${reason.limitPercent}% of the addresses: ${shares(reason.shares)}`;
    case "removes-prefixes":
      return `removes more than ${reason.limitPercent}% of the prefixes: ${shares(reason.shares)}`;
    case "grows":
      return `grows by more than ${reason.limitPercent}%: ${shares(reason.shares, "+")}`;
    case "new-family":
      return `first ${reason.lists.some(({ family }) => family === "ipv6") ? "IPv6" : "IPv4"} addresses in ${named(reason.lists.map(({ list }) => list))}`;
    case "lists-together":
      return `${reason.names.length} lists change together`;
    case "first-version":
      return "first version, so there is nothing to compare with";
    case "bad-lines":
      return `replaces ${counted(reason.lines, "unreadable line", "unreadable lines")}`;
    case "opens-much-in-a-week":
      return "opens a lot within seven days, together with what merged automatically before";
    case "small-change":
      return smallChange(reason);
  }
}

function smallChange({ opened, closed }: Extract<Reason, { rule: "small-change" }>): string {
  if (isNone(opened) && isNone(closed)) return "no address changes";
  if (isNone(closed)) return "small additions, nothing removed";
  return isNone(opened) ? "small removals, nothing added" : "small additions and removals";
}
