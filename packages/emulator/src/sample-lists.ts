import { readFileSync } from "node:fs";
import { type ListName, listNames } from "./lists.ts";

/** A day of which the package carries the prefixes that Tencent's networks announced. */
export type SampleDay = "2025-04-02" | "2025-04-11";

/** The network of Tencent's cloud outside mainland China; the other networks in the tables are dealt to the China lists. */
const internationalAsn = "132203";

/** The three kinds that a prefix can be dealt to, chosen by the remainder of its leading number. */
const kinds = ["native", "web", "webhook"] as const;

/**
 * The seven lists as they might have been on that day, made by a fixed rule from the public prefixes of the operator. They are not
 * answers of the real API, but have the shape of the one that is public: IPv4 prefixes are /25s, none next to another.
 *
 * - Each IPv4 prefix of the table broader than /25 stands for one /25 inside it, and each IPv6 prefix broader than /32 for its first /48.
 *   Which one depends on nothing but the prefix.
 * - `all` has one prefix for each of the day's table.
 * - A prefix announced by AS132203 goes to a global list, any other to a China list.
 * - Its leading number (IPv4: the first octet; IPv6: the first 32 bits) modulo 3 chooses native, web or webhook. So where a prefix
 *   goes depends on nothing but itself, and the parts of one that is split stay in its list.
 *
 * @throws {RangeError} when there is no table for the day.
 */
export function sampleLists(day: SampleDay): Record<ListName, readonly string[]> {
  const dealt = new Map<ListName, Set<string>>(listNames.map((name) => [name, new Set()]));
  for (const row of readTable(day)) {
    const [announced = "", asn = ""] = row.split("\t");
    const prefix = narrowed(announced);
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

const NARROW = 25;

/** One /25 inside a broader IPv4 prefix, picked by a hash of its text (FNV-1a); the first /48 of an IPv6 prefix broader than /32. */
function narrowed(prefix: string): string {
  const [address = "", bits = ""] = prefix.split("/");
  const length = Number(bits);
  if (prefix.includes(":")) return length < 32 ? `${address}/48` : prefix;
  if (length >= NARROW) return prefix;
  const hash = [...prefix].reduce(
    (state, character) => Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0,
    0x811c9dc5,
  );
  const first = address.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
  const picked = first + (hash % 2 ** (NARROW - length)) * 2 ** (32 - NARROW);
  const octets = [24, 16, 8, 0].map((shift) => (picked >>> shift) & 255);
  return `${octets.join(".")}/${NARROW}`;
}

function leadingNumber(prefix: string): number {
  if (!prefix.includes(":")) return Number.parseInt(prefix, 10);
  const [first = "", second = ""] = prefix.split(":");
  return Number.parseInt(first, 16) * 0x10000 + Number.parseInt(second || "0", 16);
}
