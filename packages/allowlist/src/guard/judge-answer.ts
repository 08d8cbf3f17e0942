import { checkPrefixes } from "../arguments.ts";
import type { Unreadable } from "../decode-file.ts";
import type { Prefix } from "../prefix.ts";
import { type Finding, findingText, type RefusedEntry } from "./finding.ts";
import { counted, listed, quoted } from "./words.ts";

/** What holds a list back even where no address would change: the live list or the committed one isn't really known. */
export interface AnswerInput {
  /** The prefixes of the answer. */
  readonly live: readonly Prefix[];
  /** Entries of the answer that are not valid addresses or prefixes. Default: none. */
  readonly refused?: readonly RefusedEntry[];
  /** Why the committed file can't be relied on, as `parseAllowlist` reports it. Default: null, it can. */
  readonly unreadable?: Unreadable | null;
}

function findRefused(entries: readonly RefusedEntry[]): Finding[] {
  if (entries.length === 0) return [];
  const what = counted(
    entries.length,
    "entry is not a valid address or prefix",
    "entries are not valid addresses or prefixes",
  );
  const text = findingText(
    `${what}: ${listed(entries, ({ entry }) => quoted(entry))}.`,
    "The answer may be damaged, or meant for something else.",
  );
  return [{ rule: "refused-entries", scope: "list", entries, ...text }];
}

function findUnreadable(unreadable: Unreadable): Finding {
  const what = `The file ${unreadable.what}.`;
  const why = "What it allows isn't known, so nothing can be compared with it.";
  return {
    rule: "unreadable",
    scope: "list",
    file: unreadable.why,
    ...findingText(what, why, unreadable.remedy),
  };
}

/**
 * Looks for what holds a list back even where no address would change: entries that are not valid addresses or prefixes, a committed
 * file that can't be read, and an answer without any prefix. `guard` reports these as well.
 * @throws {InvalidArgumentError} when `live` is missing or isn't an array
 */
export function guardAnswer({ live, refused = [], unreadable = null }: AnswerInput): readonly Finding[] {
  checkPrefixes("guardAnswer({ live })", live);
  const findings = findRefused(refused);
  if (unreadable) findings.push(findUnreadable(unreadable));
  if (live.length === 0) {
    const why = "An empty answer is never a reason to empty an allowlist.";
    findings.push({ rule: "empty", scope: "list", ...findingText("The API returned an empty list.", why) });
  }
  return findings;
}
