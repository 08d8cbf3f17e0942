import type { AddressCount } from "@chat-ip/allowlist";
import { code, link } from "../../text/escape.ts";
import { readerPages } from "../../text/project.ts";
import { isNone, isSame, quantitiesOf } from "../../text/quantities.ts";
import type { Effects, Until, Where } from "../facts.ts";
import type { FirstScreenWords } from "../first-screen-words.ts";
import { addressAmount, amount, shortAmount } from "./amounts.ts";
import { englishReason } from "./reasons.ts";

const where: Readonly<Record<Where, string>> = { china: " in China", global: " outside China", both: "" };

const findingLabels: FirstScreenWords["findingLabels"] = {
  empty: "empty answer",
  unreadable: "unreadable file",
  "refused-entries": "invalid entries",
  "host-bits": "doubtful prefix length",
  "too-broad": "too broad",
  "added-percent": "sudden growth",
  "not-global": "not public addresses",
  "family-gone": "a whole family missing",
  "removed-percent": "too many removals",
};

/** Part of what opens, in a sentence that has named the whole. */
function ofThem(part: AddressCount, whole: AddressCount): string {
  if (isSame(part, whole)) return part.ipv4 + part.ipv6 === 1n ? "it" : "them";
  return `${part.ipv6 === 0n ? quantitiesOf("en").number(part.ipv4) : amount(part)} of them`;
}

function untilWhen(until: Until): string {
  switch (until.kind) {
    case "merged":
      return "Until this is merged";
    case "pull-request":
      return `Until ${until.link} is merged`;
    case "base":
      return `Until the files on ${until.base} are updated`;
    case "resolved":
      return "Until this is resolved";
  }
}

const clientNames = { native: "native apps", web: "web clients", both: "native and web clients" } as const;

function effectsOf({ opened, closed, clients, webhooks, onlyAll }: Effects): string[] {
  const parts: string[] = [];
  if (clients)
    parts.push(
      `${clientNames[clients.who]}${where[clients.where]} can't reach ${ofThem(clients.opened, opened)}`,
    );
  if (webhooks)
    parts.push(
      `your servers${where[webhooks.where]} reject webhooks from ${ofThem(webhooks.opened, opened)}`,
    );
  if (onlyAll) parts.push(`firewalls that use ${code("all")} block ${ofThem(onlyAll, opened)}`);
  if (!isNone(closed))
    parts.push(
      isNone(opened)
        ? "firewalls still allow addresses that Chat no longer uses"
        : "the closed ones stay allowed",
    );
  return parts;
}

/** Whole clauses: there is a comma before each. */
const clauses = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(", "), parts.at(-1) ?? ""].filter((part) => part !== "").join(", and ");

/** The words of the first screen in English. */
export function englishFirstScreen(): FirstScreenWords {
  const { number, counted, date } = quantitiesOf("en");
  return {
    amount,
    addressAmount,
    shortAmount,
    prefixes: (count) => counted(count, "prefix", "prefixes"),
    lists: (count) => counted(count, "list", "lists"),
    listInApps: (name, apps, all) => `${name} in ${number(apps)} of ${number(all)} apps`,
    andMore: (items, more) => `${items.join(", ")} and ${number(more)} more`,
    regions: {
      china: "China",
      singapore: "Singapore",
      seoul: "Seoul",
      frankfurt: "Frankfurt",
      "silicon-valley": "Silicon Valley",
      jakarta: "Jakarta",
      tokyo: "Tokyo",
      riyadh: "Riyadh",
      mumbai: "Mumbai",
    },
    lead(effects, until) {
      const { opened, closed } = effects;
      const opens = isNone(opened) ? "Opens nothing" : `Opens ${amount(opened)}`;
      const closes = isNone(closed) ? "closes nothing" : `closes ${amount(closed)}`;
      const sum = `**${opens}, ${closes}.**`;
      return until === null ? sum : `${sum} ${untilWhen(until)}, ${clauses(effectsOf(effects))}.`;
    },
    firstVersion: (opened, lists) =>
      `**First version: opens ${amount(opened)} in ${counted(lists, "list", "lists")}.** Your firewall needs only the lists for what you run. Start with one of the lists below.`,
    sameAddresses: (badLines) =>
      badLines > 0
        ? `**No address changes.** ${counted(badLines, "line that is not a valid address is", "lines that are not valid addresses are")} replaced.`
        : "**No address changes.** Files in other formats are brought up to date.",
    failureLabel({ kind, code: number }) {
      if (number !== null) return `API error ${number}`;
      return {
        api: "API error",
        network: "no answer",
        response: "unusable answer",
        limit: "too large for a format",
        "not-confirmed": "second answer was empty",
      }[kind];
    },
    findingLabels,
    notIncluded: (items) => `⚠️ Not included: ${items.join(" · ")}`,
    failedItem: (names, label) => `${names} (${label})`,
    heldBackItem: (names, labels) => `${names} (held back: ${labels})`,
    heldRemovalsItem: (count, names) => `${counted(count, "removal", "removals")} in ${names} (held back)`,
    waitingItem(count, first, more) {
      const { day, month, time } = date(first);
      return `${counted(count, "removal", "removals")} waiting${more ? ", the first" : ""} until ${day} ${month} ${time} UTC`;
    },
    alsoOnBranch: (items) => `ℹ️ Also on this branch: ${items.join(" · ")}. Merging includes this.`,
    commitsItem: (count, authors, files) =>
      `${counted(count, "commit", "commits")} by ${authors}${files === "" ? "" : ` (${files})`}`,
    carriedItem: (names) => `${names} as an earlier run proposed it (couldn't be checked now)`,
    grades: { routine: "🟢 **Routine**", "look-closely": "🟡 **Look closely**" },
    reason: (reason, names) => englishReason(reason, names, findingLabels),
    gradeLine: (grade, reasons, how) => `${grade}: ${reasons.join("; ")}. ${how}`,
    pages: readerPages.en,
    howGraded: "How changes are graded",
    meanings: {
      all: "every Chat server",
      "native-china": "native apps reach Chat (in China)",
      "native-global": "native apps reach Chat (outside China)",
      "web-china": "web clients reach Chat (in China)",
      "web-global": "web clients reach Chat (outside China)",
      "webhook-china": "Chat calls your servers (in China)",
      "webhook-global": "Chat calls your servers (outside China)",
    },
    connections: {
      all: "All of these, everywhere",
      "native-china": "Native apps to Chat, in China (Hong Kong too)",
      "native-global": "Native apps to Chat, outside China",
      "web-china": "Web clients to Chat, in China (Hong Kong too)",
      "web-global": "Web clients to Chat, outside China",
      "webhook-china": "Chat to your servers, in China (Hong Kong too)",
      "webhook-global": "Chat to your servers, outside China",
    },
    tableHead: ["List", "Opens", "Closes", "Prefixes"],
    narrowHead: ["List", "Addresses", "Prefixes"],
    firstRunHead: ["List", "Opens", "Who connects"],
    moreRows: (count) => `and ${number(count)} more`,
    inApps: (moved, apps, all) => `${moved} in ${number(apps)} of ${number(all)} apps`,
    merge: "**Looks right?** Merge it; firewalls update on their next reload.",
    mergesItself: "**Looks right?** Nothing to do: it merges on its own once the required checks pass.",
    mergeByHand: "**Looks right?** Merge it yourself: this change doesn't merge on its own.",
    close: "**Looks wrong?** Close it. This exact change won't be proposed again.",
    keep: (base) =>
      `**Need your own entries?** Add them below ${code("# keep: reason")} on ${base}, not on this branch.`,
    checks: (url) =>
      `**Checks not running?** Approve them in the merge box, or ${link("use an App token", url)}.`,
  };
}
