import { FormatLimitError } from "../errors.ts";
import { type CanonicalList, type FormatWriter, halved, managedHeader } from "./format-writer.ts";

// The kernel's IPSET_MAXNAMELEN is 32 with the closing zero; the longest name is that of the set being filled.
const LONGEST_SET_NAME = 31;
// The kernel's default. It can't follow the size of the list, since `create -exist` refuses a set of another size.
const MOST_ENTRIES = 65_536;

function writeSet(list: CanonicalList, family: "ipv4" | "ipv6", prefixes: readonly string[]): string {
  const set = `chat-ip-${list.name}-${family}`;
  const filling = `${set}-new`;
  if (filling.length > LONGEST_SET_NAME) {
    const longest = LONGEST_SET_NAME - (filling.length - list.name.length);
    throw new FormatLimitError(
      "ipset",
      list.name,
      `its name is longer than ${longest} characters, so the set's name would be longer than the ${LONGEST_SET_NAME} that the kernel allows`,
      `Give the list a name of at most ${longest} characters, or use nftables.`,
    );
  }
  const entries = halved(prefixes);
  if (entries.length > MOST_ENTRIES) {
    throw new FormatLimitError(
      "ipset",
      list.name,
      `it has ${entries.length.toLocaleString("en-US")} ${family} prefixes, and a set holds ${MOST_ENTRIES.toLocaleString("en-US")}`,
      "Write smaller lists, such as `webhook-china` instead of `all`, or use nftables.",
    );
  }
  const kind = `hash:net family ${family === "ipv4" ? "inet" : "inet6"} maxelem ${MOST_ENTRIES}`;
  return [
    `create ${set} ${kind} -exist`,
    `create ${filling} ${kind} -exist`,
    `flush ${filling}`,
    ...entries.map((prefix) => `add ${filling} ${prefix}`),
    `swap ${filling} ${set}`,
    `destroy ${filling}`,
    "",
  ].join("\n");
}

/**
 * A file for `ipset restore`: fills new sets, then swaps them with `chat-ip-LIST-ipv4` and `chat-ip-LIST-ipv6`, so that rules see the
 * old set or the new one and nothing in between. `hash:net` takes no `/0`, so a whole family is written as two halves.
 * @see https://ipset.netfilter.org/ipset.man.html
 */
export const ipset: FormatWriter = {
  extensions: [".ipset"],
  write(list) {
    return [managedHeader(list) + writeSet(list, "ipv4", list.ipv4) + writeSet(list, "ipv6", list.ipv6)];
  },
};
