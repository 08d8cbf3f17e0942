import { type CanonicalList, type FormatWriter, managedHeader } from "./format-writer.ts";

function writeSet(
  { identifier }: CanonicalList,
  family: "ipv4" | "ipv6",
  prefixes: readonly string[],
): string {
  const set = `inet chat_ip ${identifier}_${family}`;
  const declared = `add set ${set} { type ${family}_addr; flags interval; }\nflush set ${set}\n`;
  if (prefixes.length === 0) return declared; // "add element" needs an element; a set doesn't
  return `${declared}add element ${set} {\n${prefixes.map((prefix) => `    ${prefix},\n`).join("")}}\n`;
}

/**
 * A script for `nft -f` that makes the sets `LIST_ipv4` and `LIST_ipv6` of table `inet chat_ip` hold exactly the list, whatever they
 * held before, in one transaction. Sets belong to their table, so the rules that use them live there too.
 * @see https://wiki.nftables.org/wiki-nftables/index.php/Sets
 */
export const nftables: FormatWriter = {
  extensions: [".nft"],
  write(list) {
    const sets = writeSet(list, "ipv4", list.ipv4) + writeSet(list, "ipv6", list.ipv6);
    return [`${managedHeader(list)}add table inet chat_ip\n${sets}`];
  },
};
