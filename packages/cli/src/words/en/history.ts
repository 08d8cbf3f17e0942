import type { Message } from "../../errors.ts";
import { amounts } from "./amounts.ts";

/** What `history` says, and what stands on its page. */
export const historyWords = {
  kinds: { allowed: "allowed", gone: "gone", back: "back" },
  neither: (text: string, hint: string): Message => ({
    what: `\`${text}\` is neither an address nor a list.`,
    remedy: `Give an address, a CIDR or a list. ${hint}`,
  }),
  never: (prefix: string): string => `${prefix} was never in a list.`,
  notADate: (text: string): Message => ({
    what: `--since: \`${text}\` is not a date.`,
    remedy: "Write a date such as 2026-10-31, or a time before now such as 30d or 12h.",
  }),
  noChanges: (since: Date | null): string =>
    since === null ? "No changes." : `No changes since ${since.toISOString().slice(0, 10)}.`,
  noFolder: (folder: string): Message => ({
    what: `There is no folder ${folder}.`,
    remedy: "Name the folder of the allowlists with --path.",
  }),
  noRepository: (folder: string): Message => ({
    what: `${folder} is in no git repository with a commit.`,
    remedy: "The history comes from git.",
  }),
  shallow: (what: "history" | "lookup"): Message => ({
    what:
      what === "history"
        ? "This is a shallow clone: what is older isn't shown."
        : "This is a shallow clone, so dates may be too late.",
    remedy: "Run `git fetch --unshallow` to see the whole history.",
  }),
  writtenTo: (changes: number, file: string): string => `${amounts.changes(changes)} written to ${file}.`,
  page: {
    language: "en",
    heading: (title: string): string => `Allowlist history: ${title}`,
    shallow: "Made from a shallow clone: older changes are missing.",
    field: "Look up an address or CIDR",
    lookUp: "Look up",
    timeline: "Timeline",
    list: "List",
    allLists: "all lists",
    more: "Show more",
    noScript: "The lookup and the timeline need JavaScript. Nothing is loaded from the network.",
    notAnAddress: "That is not an IPv4 or IPv6 address or CIDR.",
    never: "{} was never in a list.",
    isAllowed: "{}: allowed",
    isNotAllowed: "{}: not allowed now",
    andMore: " and {} more",
    kinds: { allowed: "allowed", gone: "gone", back: "back" },
  },
};
