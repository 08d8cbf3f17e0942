import type { AddressCount } from "@chat-ip/allowlist";
import type { ListKey } from "../lists/list-key.ts";
import type { ListOutcome } from "../lists/list-outcome.ts";
import { openedAndClosed } from "../lists/opened-and-closed.ts";
import { routineLimits } from "../lists/routine-limits.ts";
import type { PullRequest } from "../ports/repository.ts";
import { readBodyState } from "./markers.ts";

const weekMs = 7 * 24 * 3_600_000;

/** What a change opens: list → addresses, and under `*` all lists together, each address once. */
export type Opened = ReadonlyMap<string, AddressCount>;

const together = "*";

const nameOf = ({ app, list }: Pick<ListKey, "app" | "list">): string =>
  app === null ? list : `${app}/${list}`;

/** What would be opened by merging what these lists propose. */
export function openedBy(lists: readonly ListOutcome[]): Opened {
  const drifted = lists.filter((list) => list.status === "drift");
  const opened = new Map<string, AddressCount>(drifted.map((list) => [nameOf(list), list.drift.gained]));
  return opened.set(together, openedAndClosed(drifted).opened);
}

/** The numbers as they stand in the body of a pull request: `list:IPv4:IPv6`, separated by commas. */
export const renderOpened = (opened: Opened): string =>
  [...opened].map(([name, { ipv4, ipv6 }]) => `${encodeURIComponent(name)}:${ipv4}:${ipv6}`).join(",");

/** @returns `null` where the text doesn't say it */
function readOpened(text: string): Opened | null {
  const opened = new Map<string, AddressCount>();
  for (const part of text.split(",")) {
    const [, name = "", ipv4 = "", ipv6 = ""] = /^([^:]+):(\d{1,40}):(\d{1,40})$/.exec(part) ?? [];
    if (name === "") return null;
    try {
      opened.set(decodeURIComponent(name), { ipv4: BigInt(ipv4), ipv6: BigInt(ipv6) });
    } catch {
      return null;
    }
  }
  return opened.has(together) ? opened : null;
}

const plus = (one: AddressCount, other: AddressCount | undefined): AddressCount => ({
  ipv4: one.ipv4 + (other?.ipv4 ?? 0n),
  ipv6: one.ipv6 + (other?.ipv6 ?? 0n),
});

const isMoreThanHalf = (opened: AddressCount, of: AddressCount): boolean =>
  opened.ipv4 * 2n > of.ipv4 || opened.ipv6 * 2n > of.ipv6;

/**
 * Would so much have been opened within seven days, by pull requests that merged automatically and this one, that a person should
 * look: more than 16,384 IPv4 addresses or an IPv6 /32, or half of a list's? Many small changes must not open a firewall
 * unseen. One that doesn't say how much it opened counts as too much.
 *
 * @param now ms since 1970
 */
export function isOverWeeklyCeiling(
  pullRequests: readonly PullRequest[],
  lists: readonly ListOutcome[],
  now: number,
): boolean {
  const total = new Map(openedBy(lists));
  let merged = 0;
  for (const { mergedAt, body } of pullRequests) {
    if (mergedAt === null || now - mergedAt > weekMs) continue;
    const state = readBodyState(body);
    if (state?.merging == null) continue;
    merged += 1;
    const opened = state.opened === null ? null : readOpened(state.opened);
    if (opened === null) return true;
    for (const [name, count] of opened) total.set(name, plus(count, total.get(name)));
  }
  // Other rules grade what this change opens on its own.
  if (merged === 0) return false;
  const all = total.get(together);
  if (all !== undefined && (all.ipv4 > routineLimits.openedIpv4 || all.ipv6 > routineLimits.openedIpv6))
    return true;
  return lists.some((list) => {
    if (list.status !== "drift") return false;
    const opened = total.get(nameOf(list));
    return opened !== undefined && isMoreThanHalf(opened, list.committedAddresses);
  });
}
