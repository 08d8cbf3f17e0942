import { type ListName, listNames } from "../lists.ts";
import { readNetworks, type SampleDay } from "./read-networks.ts";

/** The kinds of list that a prefix can be dealt to, by the remainder of its leading number. */
const kinds = ["native", "web", "webhook"] as const;

/**
 * Seven lists made by a fixed rule from the prefixes that Tencent's networks announced on a day. They are not answers of the API:
 * {@link sampleAnswers} has the shape of those. Use these where two real days, or IPv6, matter.
 *
 * - Each IPv4 prefix broader than /25 stands for one /25 inside it, and each IPv6 prefix broader than /32 for its first /48. Which one
 *   depends on nothing but the prefix.
 * - `all` has one prefix for each of the day's table.
 * - A prefix announced by AS132203 goes to a global list, any other to a China list.
 * - Its leading number (IPv4: the first octet; IPv6: the first 32 bits) modulo 3 chooses native, web or webhook, so the parts of a
 *   prefix that is split stay in its list.
 *
 * @throws {RangeError} when there is no table for the day.
 */
export function sampleLists(day: SampleDay): Record<ListName, readonly string[]> {
  const dealt = new Map<ListName, Set<string>>(listNames.map((name) => [name, new Set()]));
  for (const { prefix: announced, isInternational } of readNetworks(day)) {
    const prefix = narrowed(announced);
    const kind = kinds[leadingNumber(prefix) % kinds.length] ?? "native";
    dealt.get("all")?.add(prefix);
    dealt.get(`${kind}-${isInternational ? "global" : "china"}`)?.add(prefix);
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

const narrowest = 25;

/** One /25 inside a broader IPv4 prefix, picked by a hash of its text (FNV-1a); the first /48 of an IPv6 prefix broader than /32. */
function narrowed(prefix: string): string {
  const [address = "", bits = ""] = prefix.split("/");
  const length = Number(bits);
  if (prefix.includes(":")) return length < 32 ? `${address}/48` : prefix;
  if (length >= narrowest) return prefix;
  const hash = [...prefix].reduce(
    (state, character) => Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0,
    0x811c9dc5,
  );
  const first = address.split(".").reduce((value, octet) => value * 256 + Number(octet), 0);
  const picked = first + (hash % 2 ** (narrowest - length)) * 2 ** (32 - narrowest);
  const octets = [24, 16, 8, 0].map((shift) => (picked >>> shift) & 255);
  return `${octets.join(".")}/${narrowest}`;
}

function leadingNumber(prefix: string): number {
  if (!prefix.includes(":")) return Number.parseInt(prefix, 10);
  const [first = "", second = ""] = prefix.split(":");
  return Number.parseInt(first, 16) * 0x10000 + Number.parseInt(second || "0", 16);
}
