import type { AddressCount } from "@chat-ip/allowlist";
import type { FamilyName } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";

/** `256 addresses`, `1 IPv6 /64 network` */
export function addressAmount(count: bigint, family: FamilyName): string {
  const { counted, ipv6 } = quantitiesOf("en");
  if (family === "ipv4") return counted(count, "address", "addresses");
  const { value, unit, one } = ipv6(count);
  if (unit === "networks") return `${value} IPv6 /64 ${one ? "network" : "networks"}`;
  return `${value} IPv6 ${one ? "address" : "addresses"}`;
}

/** Both families: `256 addresses`, `256 IPv4 addresses and 1 IPv6 /64 network` */
export function amount({ ipv4, ipv6 }: AddressCount): string {
  if (ipv6 === 0n) return addressAmount(ipv4, "ipv4");
  if (ipv4 === 0n) return addressAmount(ipv6, "ipv6");
  const { counted } = quantitiesOf("en");
  return `${counted(ipv4, "IPv4 address", "IPv4 addresses")} and ${addressAmount(ipv6, "ipv6")}`;
}

/** For a table's cell: `256`, and for IPv6 `65,536 /64` */
export function shortAmount(count: bigint, family: FamilyName): string {
  const { number, ipv6 } = quantitiesOf("en");
  if (family === "ipv4") return number(count);
  const { value, unit } = ipv6(count);
  return unit === "networks" ? `${value} /64` : value;
}
