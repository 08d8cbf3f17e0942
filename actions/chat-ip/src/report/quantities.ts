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
 * A number of IPv6 addresses that a person can compare: counted in /64 networks from the first one on, since
 * `79,228,162,514,264,337,593,543,950,336` says nothing to anyone.
 */
function ipv6Amount(count: bigint): string {
  if (count < 1_000_000n) return counted(count, "IPv6 address", "IPv6 addresses");
  const networks = count / ipv6Network;
  if (networks === 0n) return `${number(count / 1_000_000n)} million IPv6 addresses`;
  const about = count % ipv6Network === 0n ? "" : "about ";
  if (networks < 1_000_000_000n) {
    return `${about}${counted(networks, "IPv6 /64 network", "IPv6 /64 networks")}`;
  }
  return `about ${number(networks / 1_000_000_000n)} billion IPv6 /64 networks`;
}

/** What one family's count is called: `256 addresses`, `1 IPv6 /64 network`. */
export function addressAmount(count: bigint, family: "ipv4" | "ipv6"): string {
  return family === "ipv4" ? counted(count, "address", "addresses") : ipv6Amount(count);
}

/** Both families in words: `256 addresses`, `256 IPv4 addresses and 1 IPv6 /64 network`. */
export function amount(count: AddressCount): string {
  if (count.ipv6 === 0n) return addressAmount(count.ipv4, "ipv4");
  if (count.ipv4 === 0n) return addressAmount(count.ipv6, "ipv6");
  return `${counted(count.ipv4, "IPv4 address", "IPv4 addresses")} and ${ipv6Amount(count.ipv6)}`;
}

export function total(counts: Iterable<AddressCount>): AddressCount {
  let [ipv4, ipv6] = [0n, 0n];
  for (const count of counts) {
    ipv4 += count.ipv4;
    ipv6 += count.ipv6;
  }
  return { ipv4, ipv6 };
}

export function isNone(count: AddressCount): boolean {
  return count.ipv4 === 0n && count.ipv6 === 0n;
}

/**
 * A share of a whole in percent, to a hundredth; a part that is not nothing is never 0.
 *
 * @returns `null` where there is no whole
 */
export function percent(part: bigint, whole: bigint): number | null {
  if (whole === 0n) return null;
  const hundredths = Number((part * 10_000n) / whole);
  return (part > 0n ? Math.max(1, hundredths) : hundredths) / 100;
}

/** `0.4 %`, `12 %`; what is not nothing never reads as `0 %`, and what is not everything never as `100 %`. */
export function percentText(value: number): string {
  if (value > 0 && value < 0.1) return "under 0.1 %";
  if (value > 99.9 && value < 100) return "over 99.9 %";
  return `${number(Number(value.toFixed(1)))} %`;
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
