import type { PrefixChange } from "@chat-ip/allowlist";
import type { Message } from "../../errors.ts";
import { amounts } from "./amounts.ts";

const isOrAre = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What `check`, `sync`, `watch` and `diff` say about lists. */
export const planWords = {
  comparing: (lists: number): string => `comparing ${amounts.lists(lists)} …`,
  newFile: " (new file)",
  relation: (relation: PrefixChange["relation"]): string => relation,
  related: (first: string, more: number): string => ` (${first}${more === 0 ? "" : ` and ${more} more`})`,
  noAddressChanges: "no address changes",
  describeChange: (relation: string, related: string, effect: string): string =>
    `${relation}${related}, ${effect}`,
  badLine: (line: number, reason: string): string =>
    `~ line ${line} is not a valid address (${reason}) and would be removed`,
  notLoaded: (lists: readonly string[], why: string, remedy: string): Message => ({
    what: `${lists.join(", ")}: could not be loaded.`,
    why,
    remedy,
  }),
  heldBack: (list: string, why: string, remedy: string | undefined): Message => ({
    what: `${list} is held back: its files stay as they are.`,
    why,
    remedy,
  }),
  letThrough: (answer: string): string =>
    `If the answer is right, let it through once with --allow-suspicious ${answer}.`,
  /** What to do about a file that can't be read; null where the reason says it already. */
  unreadableRemedy: (known: string): string | undefined => known,
  removalsHeldBack: (list: string, why: string, answer: string): Message => ({
    what: `${list}: removals are held back; the prefixes stay in the file.`,
    why,
    remedy: `If they are right, let them through once with --allow-suspicious ${answer}.`,
  }),
  waiting: (list: string, count: number, until: string): string =>
    `${list}: ${count} ${isOrAre(count, "removal waits", "removals wait")}, the first until ${until}.`,
  nearMiss: (file: string, line: number): Message => ({
    what: `${file}, line ${line} is read as a plain comment.`,
    remedy: "Write `# keep: reason` to protect the lines below it.",
  }),
  notCompared: (count: number): string =>
    ` ${amounts.lists(count)} could not be compared or ${isOrAre(count, "is", "are")} held back.`,
  nothingCompared: "Nothing was compared.",
  upToDate: (count: number): string => `${amounts.lists(count)} ${isOrAre(count, "is", "are")} up to date.`,
  differ: (count: number, opens: string | null, closes: string | null): string =>
    `${amounts.lists(count)} ${isOrAre(count, "differs", "differ")}: opens ${opens ?? "nothing"}, closes ${closes ?? "nothing"}. `,
  nothingWritten: "Nothing was written.",
  written: (count: number): string => `${amounts.files(count)} written.`,
  noDifference: "No difference.",
  sameAddresses: "Same addresses, written differently.",
  opensAndCloses: (opens: string | null, closes: string | null): string =>
    `Opens ${opens ?? "nothing"}, closes ${closes ?? "nothing"}.`,
  stopped: "Stopped.",
  commandFailed: (code: number): Message => ({
    what: `The command of --on-drift ended with ${code}.`,
    remedy: "It runs again at the next look.",
  }),
};
