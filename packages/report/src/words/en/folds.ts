import type { NearMiss } from "@chat-ip/allowlist";
import type { ListFailure } from "@chat-ip/sync";
import { code, plain } from "../../text/escape.ts";
import { quantitiesOf } from "../../text/quantities.ts";
import type { FoldWords } from "../fold-words.ts";

const keepLine = code("# keep: reason");
const nearMisses: Readonly<Record<NearMiss["kind"], string>> = {
  "not-a-keep-line": `protects nothing. Write ${keepLine} on the line above your entries.`,
  "behind-an-entry": `protects nothing. Write ${keepLine} on the line above your entries.`,
  "nothing-below":
    "protects nothing: no entry follows on the next line. Move your entries up to it, or delete it.",
};

const stories: Readonly<
  Record<Parameters<FoldWords["change"]>[0], (before: string, after: string) => string>
> = {
  new: (_, after) => `${after} · new`,
  gone: (before) => `${before} · gone`,
  widened: (before, after) => `${after} · widened from ${before}`,
  narrowed: (before, after) => `${after} · narrowed from ${before}`,
  merged: (before, after) => `${after} · merged from ${before}`,
  split: (before, after) => `${before} · split into ${after}`,
  rearranged: (before, after) => `${before} · rearranged as ${after}`,
  "comes-inside": (before, after) => `${after} · added inside ${before}, which stays`,
  "goes-inside": (before, after) => `${before} · removed inside ${after}, which stays`,
};

/** The words are the error's own, but for what only the run knows. */
function englishFailure(failure: ListFailure): { what: string; remedy: string } {
  if (failure.kind === "not-confirmed") {
    return {
      what: "Addresses are missing from the first answer, and the second answer was empty.",
      remedy: "Run the workflow again later. If this keeps happening, ask the vendor's support.",
    };
  }
  const { what, remedy } = failure;
  if (failure.kind === "limit") {
    return { what, remedy: `${remedy} Or leave \`${failure.format}\` out of \`formats\`.` };
  }
  const before = failure.secondLook
    ? "Addresses are missing from the first answer, and the second look failed. "
    : "";
  return { what: before + what, remedy };
}

/** The words of the fold-outs in English. */
export function englishFolds(): FoldWords {
  const { number, counted, date } = quantitiesOf("en");
  const moment = (at: Date): string => {
    const { day, month, time } = date(at);
    return `${day} ${month} ${time} UTC`;
  };
  return {
    changesTitle: (count) => `All changes (${number(count)})`,
    verifyTitle: "How to verify",
    heldBackTitle: (count) => `Held back (${number(count)})`,
    failedTitle: (count) => `Could not be loaded (${number(count)})`,
    noticedTitle: "Also noticed",
    change: (kind, before, after) => stories[kind](before, after),
    changeSize: (gained, lost) =>
      [gained, lost].filter((part) => part !== "").join(", ") || "no address changes",
    changesOf: (lists, count) => `**${lists}** · ${counted(count, "change", "changes")}`,
    moreInDiff: (count) => `… and ${counted(count, "more change", "more changes")}: see the diff.`,
    andMoreItems: (count) => `and ${number(count)} more (in the JSON report)`,
    verifyIntro: "Who holds the largest new prefixes, and what is committed next to them:",
    neighbour: (list, neighbour, network) =>
      neighbour === null
        ? `nothing else of ${list} is in ${network}`
        : `nearest committed prefix in ${list}: ${neighbour}`,
    verifyNotes: [
      "A registry can't prove an error. In the one real answer that is public, a third of the addresses belong to carriers (China Telecom, China Unicom, China Mobile), not to Tencent.",
      "Narrow prefixes are rarely announced on their own, so RIPEstat may show a broader one. These are outside services and may not load everywhere.",
    ],
    finding: ({ rule, message }, path) =>
      rule === "unreadable" ? `${code(path)} ${plain(message.replace("The file ", ""))}` : plain(message),
    heldBackWhole: (list, findings, committed, live) =>
      `**${list}:** ${findings} The file is unchanged (${number(committed)} committed, ${number(live)} in the answer).`,
    heldBackRemovals: (list, findings) =>
      `**${list}:** ${findings} These prefixes stay in the file; new ones are proposed.`,
    allowOnce: (setting) => `If this is expected, set ${setting} for one run.`,
    waits: (prefix, lists, missedSince, dueAt) =>
      `${prefix} in ${lists}: missing since ${moment(missedSince)}, removal proposed from ${moment(dueAt)}`,
    waitingTitle: (count) => `Removals that wait (${number(count)})`,
    failure: englishFailure,
    failed: (names, what, remedy) => `**${names}:** ${what} **What to do:** ${remedy}`,
    letThrough: (list, findings) => `${list} was let through by ${code("allow-suspicious")}: ${findings}`,
    badLines: (path, count) =>
      `${path}: ${counted(count, "line is not a valid address and is", "lines are not valid addresses and are")} replaced.`,
    lineFault: ({ reason }) => reason,
    badLine: (line, text, reason, readAs) =>
      `line ${line}: ${text} (${reason})${readAs === null ? "" : `, read as ${readAs}`}`,
    nearMiss: (kind, path, line, text) => `${path}, line ${line}: ${text} ${nearMisses[kind]}`,
    adjusted: (names, count) =>
      `${names}: ${counted(count, "entry", "entries")} of the answer ${count === 1 ? "was" : "were"} not in normal form.`,
    adjustedEntry: (entry, prefix, changed) =>
      `${entry} is read as ${prefix} (${changed === "host-bits-cleared" ? "host bits cleared" : "IPv4 written as IPv6"})`,
    flickered: (names, count) =>
      `${names}: ${counted(count, "prefix was", "prefixes were")} missing from the first answer and back in the second, so ${count === 1 ? "it stays" : "they stay"}.`,
    kept: (list) => `${list}: your own entries under ${code("# keep")} are unchanged.`,
    keptEntry: (prefixes, reason) => (reason === null ? prefixes : `${prefixes}: ${reason}`),
    follows: (number) => `Follows #${number}, which was closed.`,
    source({ region, loaded, asked, apps, at, run, product }) {
      const lists =
        loaded === asked
          ? counted(asked, "list", "lists")
          : `${number(loaded)} of ${counted(asked, "list", "lists")}`;
      const { day, month, year, time } = date(at);
      return [
        `Source: GetIPList, ${region}`,
        apps > 1 ? `${number(apps)} apps` : "",
        lists,
        `fetched ${day} ${month} ${year} ${time} UTC${run === null ? "" : ` by ${run}`} · ${product}`,
      ]
        .filter((part) => part !== "")
        .join(", ");
    },
  };
}
