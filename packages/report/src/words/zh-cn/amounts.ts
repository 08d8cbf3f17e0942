import type { AddressCount } from "@chat-ip/allowlist";
import type { FamilyName } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";

/** `256 个地址`, `1 个 IPv6 /64 网段` */
export function addressAmount(count: bigint, family: FamilyName): string {
  const { number, ipv6 } = quantitiesOf("zh-CN");
  if (family === "ipv4") return `${number(count)} 个地址`;
  const { value, unit } = ipv6(count);
  return unit === "networks" ? `${value} 个 IPv6 /64 网段` : `${value} 个 IPv6 地址`;
}

/** Both families: `256 个 IPv4 地址和 1 个 IPv6 /64 网段` */
export function amount({ ipv4, ipv6 }: AddressCount): string {
  if (ipv6 === 0n) return addressAmount(ipv4, "ipv4");
  if (ipv4 === 0n) return addressAmount(ipv6, "ipv6");
  return `${quantitiesOf("zh-CN").number(ipv4)} 个 IPv4 地址和 ${addressAmount(ipv6, "ipv6")}`;
}

/** For a table's cell. */
export function shortAmount(count: bigint, family: FamilyName): string {
  const { number, ipv6 } = quantitiesOf("zh-CN");
  if (family === "ipv4") return number(count);
  const { value, unit } = ipv6(count);
  return unit === "networks" ? `${value} /64` : value;
}
