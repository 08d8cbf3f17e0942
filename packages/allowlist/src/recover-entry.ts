import { guardrailLimits } from "./guard/guardrail-limits.ts";
import { parseEntry } from "./parse-entry.ts";
import type { Prefix } from "./prefix.ts";

/** What is wrong with a line that holds one address or prefix besides punctuation, for programs. */
export type LineFault =
  | "in-quotation-marks"
  | "in-brackets"
  | "trailing-mark"
  | "leading-mark"
  | "punctuation-around"
  | "unseen-or-full-width"
  | "space-inside";

/** The one address or prefix of a line that holds nothing else but punctuation, and what is wrong with the line. */
export interface RecoveredEntry {
  readonly prefix: Prefix;
  readonly kind: LineFault;
  /** In parentheses behind a line that "is not a valid prefix": "trailing comma". */
  readonly reason: string;
  /** Whether the prefix has host bits and is broader than spelling explains: the length has probably lost a digit. */
  readonly isDoubtful: boolean;
}

// The longest entry has 49 characters; longer lines aren't tried.
const LONGEST_LINE = 200;
const ENTRY = /^([\p{P}\p{S}\p{C}\p{M}\s]*?)([0-9a-f:.]+(?:\/[0-9]{1,3})?)([\p{P}\p{S}\p{C}\p{M}\s]*)$/iu;

const marks: Readonly<Record<string, string>> = {
  ",": "comma",
  "、": "comma",
  ".": "full stop",
  ":": "colon",
  "/": "slash",
  "-": "hyphen",
  "*": "asterisk",
  "|": "vertical bar",
  "+": "plus sign",
};

function markName(text: string): string {
  return marks[text.trim()] ?? "punctuation";
}

function describe(before: string, after: string, cleaned: boolean): Pick<RecoveredEntry, "kind" | "reason"> {
  const [opening, closing] = [before.trim(), after.trim()];
  if (/^["'`]$/.test(opening) && closing.startsWith(opening)) {
    return { kind: "in-quotation-marks", reason: "in quotation marks" };
  }
  if (/^[([{<]$/.test(opening) && /^[)\]}>]$/.test(closing)) {
    return { kind: "in-brackets", reason: "in brackets" };
  }
  if (opening === "" && closing !== "") {
    return { kind: "trailing-mark", reason: `trailing ${markName(closing)}` };
  }
  if (opening !== "" && closing === "") {
    return { kind: "leading-mark", reason: `leading ${markName(opening)}` };
  }
  if (opening !== "") return { kind: "punctuation-around", reason: "punctuation around it" };
  return cleaned
    ? { kind: "unseen-or-full-width", reason: "characters that can't be seen, or full-width ones" }
    : { kind: "space-inside", reason: "space inside" };
}

function isBroad(prefix: Prefix): boolean {
  const length = Number(prefix.split("/")[1] ?? Number.POSITIVE_INFINITY);
  return length < guardrailLimits.shortestLengthWithHostBits[prefix.includes(":") ? "IPv6" : "IPv4"];
}

/**
 * The spellings to try, since a full stop or colon can belong to the address or stand beside it. Beside an IPv6 address a colon belongs to it:
 * without the colon, `:4e00::/48` would be another address than the one that was cut.
 */
function* spellings(before: string, entry: string, after: string): Generator<[string, string, string]> {
  yield [before, entry, after];
  const isIPv6 = /::|[0-9a-f]:[0-9a-f]/i.test(entry);
  const parts = (isIPv6 ? /^(\.*)(.*?)(\.*)$/ : /^([.:]*)(.*?)([.:]*)$/).exec(entry);
  if (parts) yield [before + parts[1], parts[2] ?? "", parts[3] + after];
}

/**
 * Finds the address or prefix of a line that is not an entry but holds exactly one, besides punctuation, white space and characters that can't
 * be seen: `43.132.0.0/16,`, `"10.0.0.1"`, `- 10.0.0.1`. Null if there are none, several, or other words.
 */
export function recoverEntry(line: string): RecoveredEntry | null {
  if (line.length > LONGEST_LINE) return null;
  const visible = line
    .normalize("NFKC")
    .replaceAll("。", ".")
    .replace(/\p{Cf}/gu, "");
  const text = visible.replace(/\s*\/\s*(?=\d)/, "/");
  const found = ENTRY.exec(text);
  if (!found) return null;
  for (const [before, entry, after] of spellings(found[1] ?? "", found[2] ?? "", found[3] ?? "")) {
    const parsed = parseEntry(entry);
    if (!parsed.ok) continue;
    const { prefix, changed } = parsed;
    const isDoubtful = changed === "host-bits-cleared" && isBroad(prefix);
    return { prefix, ...describe(before, after, visible !== line), isDoubtful };
  }
  return null;
}
