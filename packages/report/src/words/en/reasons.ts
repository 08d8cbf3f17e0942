import type { FamilyName, ListShare, Reason } from "@chat-ip/sync";
import { code } from "../../text/escape.ts";
import { isNone, quantitiesOf } from "../../text/quantities.ts";
import type { FirstScreenWords, ReasonNames } from "../first-screen-words.ts";

const ofFamily = (family: FamilyName): string => (family === "ipv6" ? " (IPv6)" : "");

function shares(found: readonly ListShare[], names: ReasonNames, sign = ""): string {
  const { percent } = quantitiesOf("en");
  return names.some(
    found.map(
      ({ list, family, percent: share }) =>
        `${names.lists([list])} ${sign}${percent(share)}${ofFamily(family)}`,
    ),
  );
}

function smallChange({ opened, closed }: Extract<Reason, { rule: "small-change" }>): string {
  if (isNone(opened) && isNone(closed)) return "no address changes";
  if (isNone(closed)) return "small additions, nothing removed";
  return isNone(opened) ? "small removals, nothing added" : "small additions and removals";
}

/** One reason of a grade, as a piece of a sentence. */
export function englishReason(
  reason: Reason,
  names: ReasonNames,
  labels: FirstScreenWords["findingLabels"],
): string {
  const { counted } = quantitiesOf("en");
  switch (reason.rule) {
    case "let-through":
      return `${code("allow-suspicious")} let through ${names.some(
        reason.lists.map(
          ({ list, findings }) =>
            `${names.lists([list])} (${findings.map((rule) => labels[rule]).join(", ")})`,
        ),
      )}`;
    case "removals-held-back":
      return `removals held back: ${names.some(reason.lists.map(({ list, prefixes }) => `${prefixes.length} in ${names.lists([list])}`))}`;
    case "not-in-all":
      return names.some(
        reason.lists.map(
          ({ list, prefixes }) =>
            `${names.prefixes(prefixes)} ${prefixes.length === 1 ? "is" : "are"} in ${names.lists([list])} but not in ${code("all")}`,
        ),
      );
    case "opens-many":
      return "opens many addresses";
    case "broad-prefix":
      return `broad new prefixes: ${names.prefixes(reason.prefixes)}`;
    case "removes-addresses":
      return `removes over ${reason.limitPercent}% of the addresses: ${shares(reason.shares, names)}`;
    case "removes-prefixes":
      return `removes over ${reason.limitPercent}% of the prefixes: ${shares(reason.shares, names)}`;
    case "grows":
      return `grows by over ${reason.limitPercent}%: ${shares(reason.shares, names, "+")}`;
    case "new-family":
      return `first ${reason.lists[0]?.family === "ipv6" ? "IPv6" : "IPv4"} addresses in ${names.some(reason.lists.map(({ list }) => names.lists([list])))}`;
    case "lists-together":
      return `${reason.names.length} lists change together`;
    case "first-version":
      return "first version, nothing to compare it with";
    case "bad-lines":
      return `replaces ${counted(reason.lines, "unreadable line", "unreadable lines")}`;
    case "opens-much-in-a-week":
      return "opens a lot within seven days, together with what merged automatically before";
    case "small-change":
      return smallChange(reason);
  }
}
