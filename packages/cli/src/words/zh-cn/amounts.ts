import type { AddressCount } from "@chat-ip/allowlist";
import { formatNumber } from "../../format-number.ts";
import type { Words } from "../en/english.ts";

const per64 = 1n << 64n;

function formatLarge(value: bigint): string {
  const units: readonly (readonly [bigint, string])[] = [
    [10n ** 12n, "万亿"],
    [10n ** 8n, "亿"],
    [10n ** 6n, "百万"],
  ];
  const unit = units.find(([size]) => value >= size);
  if (unit === undefined) return formatNumber(value);
  const tenths = (value * 10n) / unit[0];
  const rest = tenths % 10n;
  return `约 ${formatNumber(tenths / 10n)}${rest === 0n ? "" : `.${rest}`} ${unit[1]}`;
}

function addresses(count: bigint): string {
  if (count >= per64) return `${formatLarge(count / per64)}个 IPv6 /64`;
  return `${formatNumber(count)} 个地址`;
}

function addressCount({ ipv4, ipv6 }: AddressCount): string {
  if (ipv6 === 0n) return addresses(ipv4);
  const six = ipv6 >= per64 ? addresses(ipv6) : `${formatNumber(ipv6)} 个 IPv6 地址`;
  return ipv4 === 0n ? six : `${formatNumber(ipv4)} 个 IPv4 地址和 ${six}`;
}

const units: readonly (readonly [number, string])[] = [
  [86_400, "天"],
  [3600, "小时"],
  [60, "分钟"],
];

function relativeTime(seconds: number): string {
  const size = Math.abs(seconds);
  const [length, unit] = units.find(([one]) => size >= one) ?? [1, "秒"];
  return `${Math.floor(size / length)} ${unit}${seconds >= 0 ? "后" : "前"}`;
}

export const amounts: Words["amounts"] = {
  addresses,
  addressCount,
  relativeTime,
  prefixes: (count) => `${formatNumber(count)} 个前缀`,
  lists: (count) => `${formatNumber(count)} 个列表`,
  files: (count) => `${formatNumber(count)} 个文件`,
  lines: (count) => `${formatNumber(count)} 行`,
  changes: (count) => `${formatNumber(count)} 项变更`,
};
