import type { AddressCount } from "@chat-ip/allowlist";
import type { ListOutcome, RunOutcome } from "@chat-ip/sync";
import { code } from "../text/escape.ts";
import { table } from "../text/markdown.ts";
import { duration, isNone, number, plusMinus, shortAmount } from "../text/quantities.ts";

/** `+129 −256 · IPv6 +65,536 /64` */
function addresses(gained: AddressCount, lost: AddressCount): string {
  if (isNone(gained) && isNone(lost)) return "no change";
  const moved = (family: "ipv4" | "ipv6"): string =>
    [
      gained[family] > 0n ? `+${shortAmount(gained[family], family)}` : "",
      lost[family] > 0n ? `−${shortAmount(lost[family], family)}` : "",
    ]
      .filter((part) => part !== "")
      .join(" ");
  const [ipv4, ipv6] = [moved("ipv4"), moved("ipv6")];
  return [ipv4, ipv6 === "" ? "" : `IPv6 ${ipv6}`].filter((part) => part !== "").join(" · ");
}

function row(outcome: ListOutcome): string[] {
  const name = code(outcome.list);
  if (outcome.status === "failed") return [name, "", "", "could not be loaded"];
  const { committed, live, drift } = outcome;
  const prefixes = committed === live ? number(live) : `${number(committed)} → ${number(live)}`;
  const [added, removed] = [drift.added.length, drift.removed.length];
  const change = added + removed === 0 ? "" : plusMinus(added, removed);
  if (outcome.status === "held-back") return [name, prefixes, change, "held back"];
  const moved = drift.cosmetic ? "no change, only text" : addresses(drift.gained, drift.lost);
  return [name, prefixes, change, moved];
}

/**
 * One row a list: committed → live prefixes, prefixes added and removed, addresses gained and lost.
 *
 * @param options.durations adds how long each list took; default no
 */
export function listTable(
  outcome: Pick<RunOutcome, "lists">,
  options: { readonly durations?: boolean } = {},
): string {
  const head = ["List", "Prefixes", "Change", "Addresses"];
  if (!options.durations) return table(head, outcome.lists.map(row));
  return table(
    [...head, "Took"],
    outcome.lists.map((list) => [...row(list), duration(list.durationMs)]),
  );
}
