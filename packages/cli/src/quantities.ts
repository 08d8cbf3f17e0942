import type { AddressCount } from "@chat-ip/allowlist";

const per64 = 1n << 64n;

/** `16,384`. Not by Intl, which takes longer to load than most commands take to run. */
export function formatNumber(value: number | bigint): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 prefix`, `2 prefixes` */
export function counted(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `256 addresses`, or in /64s where there are more than anyone can picture. */
export function formatAddresses(count: bigint): string {
  if (count >= per64) return `${formatLarge(count / per64)} IPv6 /64${count / per64 === 1n ? "" : "s"}`;
  return `${formatNumber(count)} address${count === 1n ? "" : "es"}`;
}

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

/** `384 addresses`, `384 IPv4 addresses and 65,536 IPv6 /64s` */
export function formatAddressCount({ ipv4, ipv6 }: AddressCount): string {
  if (ipv6 === 0n) return formatAddresses(ipv4);
  const six =
    ipv6 >= per64 ? formatAddresses(ipv6) : `${formatNumber(ipv6)} IPv6 address${ipv6 === 1n ? "" : "es"}`;
  return ipv4 === 0n ? six : `${formatNumber(ipv4)} IPv4 address${ipv4 === 1n ? "" : "es"} and ${six}`;
}
