import type { Message } from "../../errors.ts";
import { amounts } from "./amounts.ts";

/** What `fetch`, `diff`, `aggregate` and `lookup` say. */
export const setWords = {
  asking: (lists: number): string => `asking for ${amounts.lists(lists)} …`,
  unknownList: (name: string, remedy: string): Message => ({ what: `Unknown list \`${name}\`.`, remedy }),
  ofLists: (lists: readonly string[], what: string): string => `${lists.join(", ")}: ${what}`,
  noAddresses: (list: string): Message => ({
    what: `${list}: the API returned no addresses.`,
    remedy:
      "Your app may not be entitled to this list, or has none of this family. Never empty a firewall for it.",
  }),
  leftOut: (list: string, entry: string, reason: string): Message => ({
    what: `${list}: ${entry} was left out: it is ${reason}.`,
  }),
  /** Why an entry or a line is not an address, in the words of the package that reads them. */
  reason: (english: string): string => english,
  writtenTo: (files: number, folder: string): string => `${amounts.files(files)} written to ${folder}.`,
  formatIsOneList: (format: string, count: number): Message => ({
    what: `--format ${format} prints one list, and ${count} were asked for.`,
    remedy: "Name one list, or write a file for each with --output FOLDER.",
  }),
  unknownFormat: (name: string, remedy: string): Message => ({
    what: `--format: unknown format \`${name}\`.`,
    remedy,
  }),

  noAllowlists: (folders: readonly string[]): Message => ({
    what: `There are no allowlists in ${folders.join(", ")}.`,
    remedy: "Use --path FOLDER, or --live to ask the API. `chat-ip sync` writes the files.",
  }),
  noTextFiles: (folder: string): Message => ({
    what: `There are no .txt files in ${folder}.`,
    remedy: "Name the folder of the allowlists.",
  }),
  unreadable: (why: string): Message => ({
    what: "The input can't be read as a list of addresses.",
    why,
    remedy: "Give one address or CIDR a line, as UTF-8 text.",
  }),
  badLine: (where: string, line: number, text: string, reason: string): string =>
    `${where}, line ${line}: ${text} is not a valid address (${reason}).`,
  lineLeftOut: "It was left out.",
  lineReadAs: (prefix: string): string => `It is read as ${prefix}.`,
  badLinesEnd: (more: number): Message => ({
    what: more > 0 ? `${more} more lines like these.` : "Nothing was written.",
    remedy: "Correct the lines, or leave them out with --skip-invalid.",
  }),

  twoSets: { what: "`diff` compares two sets.", remedy: "Name two files, or `-` for stdin." },
  oneStdin: { what: "Only one side can come from stdin.", remedy: "Name a file for the other one." },
  folderAndFile: {
    what: "A folder and a file can't be compared.",
    remedy: "Name two folders, or two files.",
  },

  noAddressGiven: {
    what: "No address was given.",
    remedy: "Give addresses as arguments, or pipe a log in: chat-ip lookup < access.log",
  },
  notAnAddress: (text: string, reason: string): Message => ({
    what: `\`${text}\` is not an address (${reason}).`,
    remedy: "Give addresses or CIDRs. To read a log, pipe it in or use --input FILE.",
  }),
  noAddressFound: (lines: number): Message => ({
    what: `No address was found in ${amounts.lines(lines)}.`,
    remedy: "Each line must hold an address, such as an access log does.",
  }),
  logSummary: (lines: number, addresses: number, unlisted: number, without: number): string => {
    const rest =
      without === 0 ? "" : ` ${amounts.lines(without)} ${without === 1 ? "holds" : "hold"} no address.`;
    return `${amounts.lines(lines)}, ${amounts.addresses(BigInt(addresses))}, ${unlisted} of them in no list.${rest}`;
  },
  tooManyAddresses: {
    what: "There were too many addresses to remember, so some were printed more than once.",
  },
  inNoList: "in no list",
  since: (date: string): string => `since ${date}`,
  notCommitted: "not committed yet",
};
