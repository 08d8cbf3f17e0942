import { readFileSync } from "node:fs";
import { type ListName, listNames } from "./lists.ts";

/** A day of which the package carries the prefixes that Tencent's networks announced. */
export type SampleDay = "2025-04-02" | "2025-04-11";

/** The network of Tencent's cloud outside mainland China; the other networks in the tables are dealt to the China lists. */
const internationalAsn = "132203";

/** The three kinds that a prefix can be dealt to, chosen by the remainder of its leading number. */
const kinds = ["native", "web", "webhook"] as const;

/**
 * The seven lists as they might have been on that day: real, public prefixes of the operator, dealt out by a fixed rule.
 * They are not answers of the real API.
 *
 * - `all` has every prefix of the day's table, each once.
 * - A prefix announced by AS132203 goes to a global list, any other to a China list.
 * - Its leading number (IPv4: the first octet; IPv6: the first 32 bits) modulo 3 chooses native, web or webhook. So where a prefix
 *   goes depends on nothing but itself, and the parts of one that is split stay in its list.
 *
 * @throws {RangeError} when there is no table for the day.
 */
export function sampleLists(day: SampleDay): Record<ListName, readonly string[]> {
  const dealt = new Map<ListName, Set<string>>(listNames.map((name) => [name, new Set()]));
  for (const row of readTable(day)) {
    const [prefix = "", asn = ""] = row.split("\t");
    const kind = kinds[leadingNumber(prefix) % kinds.length] ?? "native";
    dealt.get("all")?.add(prefix);
    dealt.get(`${kind}-${asn === internationalAsn ? "global" : "china"}`)?.add(prefix);
  }
  const entriesOf = (name: ListName): readonly string[] => [...(dealt.get(name) ?? [])];
  return {
    all: entriesOf("all"),
    "native-china": entriesOf("native-china"),
    "native-global": entriesOf("native-global"),
    "web-china": entriesOf("web-china"),
    "web-global": entriesOf("web-global"),
    "webhook-china": entriesOf("webhook-china"),
    "webhook-global": entriesOf("webhook-global"),
  };
}

function readTable(day: SampleDay): readonly string[] {
  // The day becomes part of a path, and callers without types exist.
  if (day !== "2025-04-02" && day !== "2025-04-11") {
    throw new RangeError(`There are sample lists for 2025-04-02 and 2025-04-11, not for ${String(day)}.`);
  }
  // src/ and dist/ are both one step below the package, so one path serves sources and build.
  const table = readFileSync(new URL(`../data/tencent-${day}.tsv`, import.meta.url), "utf8");
  return table.split("\n").filter((row) => row !== "" && !row.startsWith("#"));
}

function leadingNumber(prefix: string): number {
  if (!prefix.includes(":")) return Number.parseInt(prefix, 10);
  const [first = "", second = ""] = prefix.split(":");
  return Number.parseInt(first, 16) * 0x10000 + Number.parseInt(second || "0", 16);
}
