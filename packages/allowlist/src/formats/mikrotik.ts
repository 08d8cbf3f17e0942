import { type CanonicalList, type FormatWriter, managedHeader, refuseEmpty } from "./format-writer.ts";

function fillAndSwap(menu: string, { name }: CanonicalList, prefixes: readonly string[]): string {
  const list = `chat-ip-${name}`;
  const filling = `${list}-new`;
  return [
    menu,
    `remove [find list="${filling}"]`,
    ...prefixes.map((prefix) => `add list="${filling}" address=${prefix}`),
    `remove [find list="${list}"]`,
    `set [find list="${filling}"] list="${list}"`,
    "",
  ].join("\n");
}

/**
 * A script for RouterOS `/import`: fills a second address list, then renames it to `chat-ip-LIST`, so that the list is never half full. The
 * old entries go right before the new ones get the name, since RouterOS allows no address twice in a list. IPv6 has a menu of its own and comes
 * last, so that a router without IPv6 has done its part by then. An empty list is refused: it would lock everyone out.
 * @see https://help.mikrotik.com/docs/spaces/ROS/pages/130220087/Address-lists (read 2026-11-26)
 */
export const mikrotik: FormatWriter = {
  extensions: [".mikrotik.rsc"],
  write(list) {
    refuseEmpty("mikrotik", list, "rules that go by an empty address list block everyone");
    return [
      managedHeader(list) +
        fillAndSwap("/ip firewall address-list", list, list.ipv4) +
        fillAndSwap("/ipv6 firewall address-list", list, list.ipv6),
    ];
  },
};
