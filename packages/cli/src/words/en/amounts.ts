import type { AddressCount } from "@chat-ip/allowlist";
import { formatNumber } from "../../format-number.ts";

const per64 = 1n << 64n;

function formatLarge(value: bigint): string {
  const units: readonly (readonly [bigint, string])[] = [
    [10n ** 12n, "trillion"],
    [10n ** 9n, "billion"],
    [10n ** 6n, "million"],
  ];
  const unit = units.find(([size]) => value >= size);
  if (unit === undefined) return formatNumber(value);
  const tenths = (value * 10n) / unit[0];
  const rest = tenths % 10n;
  return `≈${formatNumber(tenths / 10n)}${rest === 0n ? "" : `.${rest}`} ${unit[1]}`;
}

function addresses(count: bigint): string {
  if (count >= per64) return `${formatLarge(count / per64)} IPv6 /64${count / per64 === 1n ? "" : "s"}`;
  return `${formatNumber(count)} address${count === 1n ? "" : "es"}`;
}

function addressCount({ ipv4, ipv6 }: AddressCount): string {
  if (ipv6 === 0n) return addresses(ipv4);
  const six =
    ipv6 >= per64 ? addresses(ipv6) : `${formatNumber(ipv6)} IPv6 address${ipv6 === 1n ? "" : "es"}`;
  return ipv4 === 0n ? six : `${formatNumber(ipv4)} IPv4 address${ipv4 === 1n ? "" : "es"} and ${six}`;
}

const units: readonly (readonly [number, string])[] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

function relativeTime(seconds: number): string {
  const size = Math.abs(seconds);
  const [length, unit] = units.find(([one]) => size >= one) ?? [1, "second"];
  const count = Math.floor(size / length);
  const text = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds >= 0 ? `in ${text}` : `${text} ago`;
}

function counted(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

export const amounts = {
  /** `256 addresses`, or in /64s where there are more than anyone can picture. */
  addresses: (count: bigint): string => addresses(count),
  /** `384 addresses`, `384 IPv4 addresses and 65,536 IPv6 /64s` */
  addressCount: (count: AddressCount): string => addressCount(count),
  /** "in 3 days", "2 hours ago". */
  relativeTime: (seconds: number): string => relativeTime(seconds),
  prefixes: (count: number): string => counted(count, "prefix", "prefixes"),
  lists: (count: number): string => counted(count, "list", "lists"),
  files: (count: number): string => counted(count, "file", "files"),
  lines: (count: number): string => counted(count, "line", "lines"),
  changes: (count: number): string => counted(count, "change", "changes"),
};
