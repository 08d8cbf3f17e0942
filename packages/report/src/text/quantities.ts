import type { AddressCount } from "@chat-ip/allowlist";

/** `1234567` → `1,234,567` */
export function number(value: number | bigint): string {
  const [whole = "", fraction] = value.toString().split(".");
  const grouped = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `number(value)` and the word that goes with it: `1 prefix`, `1,204 prefixes`. */
export function counted(value: number | bigint, one: string, many: string): string {
  return `${number(value)} ${value === 1 || value === 1n ? one : many}`;
}

export function prefixes(value: number): string {
  return counted(value, "prefix", "prefixes");
}

/** `+3`, `−1`, `+3 −1`, or `±0`: with a real minus sign, which a screen reader says. */
export function plusMinus(added: number, removed: number): string {
  const parts = [added > 0 ? `+${number(added)}` : "", removed > 0 ? `−${number(removed)}` : ""];
  return parts.filter((part) => part !== "").join(" ") || "±0";
}

/** Addresses in one /64, the size of a single IPv6 network. */
const ipv6Network = 2n ** 64n;

/**
 * IPv6 addresses in a unit that a person can compare: /64 networks from the first whole one on, since
 * `79,228,162,514,264,337,593,543,950,336` says nothing to anyone.
 */
function ipv6Size(count: bigint): {
  readonly value: string;
  readonly unit: "addresses" | "/64";
  readonly one: boolean;
} {
  const networks = count / ipv6Network;
  if (networks === 0n) return { value: number(count), unit: "addresses", one: count === 1n };
  const about = count % ipv6Network === 0n ? "" : "about ";
  if (networks < 1_000_000_000n)
    return { value: about + number(networks), unit: "/64", one: networks === 1n };
  return { value: `about ${number(networks / 1_000_000_000n)} billion`, unit: "/64", one: false };
}

/** What one family's count is called: `256 addresses`, `1 IPv6 /64 network`; with a word in front, `256 new addresses`. */
export function addressAmount(count: bigint, family: "ipv4" | "ipv6", word = ""): string {
  const kind = word === "" ? "" : `${word} `;
  if (family === "ipv4") return counted(count, `${kind}address`, `${kind}addresses`);
  const { value, unit, one } = ipv6Size(count);
  const noun = unit === "/64" ? "/64 network" : "address";
  return `${value} ${kind}IPv6 ${noun}${one ? "" : unit === "/64" ? "s" : "es"}`;
}

/** Both families in words: `256 addresses`, `256 IPv4 addresses and 1 IPv6 /64 network`. */
export function amount(count: AddressCount, word = ""): string {
  if (count.ipv6 === 0n) return addressAmount(count.ipv4, "ipv4", word);
  if (count.ipv4 === 0n) return addressAmount(count.ipv6, "ipv6", word);
  const kind = word === "" ? "" : `${word} `;
  const ipv4 = counted(count.ipv4, `${kind}IPv4 address`, `${kind}IPv4 addresses`);
  return `${ipv4} and ${addressAmount(count.ipv6, "ipv6", word)}`;
}

/** One family's count for a table's cell: `256`, and for IPv6 `65,536 /64` */
export function shortAmount(count: bigint, family: "ipv4" | "ipv6"): string {
  if (family === "ipv4") return number(count);
  const { value, unit } = ipv6Size(count);
  return unit === "/64" ? `${value} /64` : value;
}

export function isNone(count: AddressCount): boolean {
  return count.ipv4 === 0n && count.ipv6 === 0n;
}

/** `0.4%`, `12%`; what is not nothing never reads as `0%`, and what is not everything never as `100%`. */
export function percentText(value: number): string {
  if (value > 0 && value < 0.1) return "under 0.1%";
  if (value > 99.9 && value < 100) return "over 99.9%";
  return `${number(Number(value.toFixed(1)))}%`;
}

/** `212 ms`, `3.4 s` */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** UTC to the minute: `2026-11-22T20:37Z` */
export function utcMinute(date: Date): string {
  return `${date.toISOString().slice(0, 16)}Z`;
}

/** `a`, `a and b`, `a, b and c` */
export function sentenceList(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}
