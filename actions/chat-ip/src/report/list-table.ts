import type { AddressCount } from "@chat-ip/allowlist";
import type { ListOutcome, RunOutcome } from "../outcome.ts";
import { code } from "./escape.ts";
import { table } from "./markdown.ts";
import { addressAmount, duration, isNone, number } from "./quantities.ts";

function signed(count: AddressCount, sign: "+" | "−"): string[] {
  const parts: string[] = [];
  if (count.ipv4 > 0n) parts.push(`${sign}${number(count.ipv4)}`);
  if (count.ipv6 > 0n) parts.push(`${sign}${addressAmount(count.ipv6, "ipv6")}`);
  return parts;
}

function addresses(gained: AddressCount, lost: AddressCount): string {
  if (isNone(gained) && isNone(lost)) return "no change";
  return [...signed(gained, "+"), ...signed(lost, "−")].join(", ");
}

function some(value: number, sign: "+" | "−"): string {
  return value === 0 ? "" : `${sign}${number(value)}`;
}

function row(outcome: ListOutcome): string[] {
  const name = code(outcome.list);
  if (outcome.status === "failed") return [name, "could not be loaded", "", "", ""];
  const { committed, live, drift } = outcome;
  const prefixes = committed === live ? number(live) : `${number(committed)} → ${number(live)}`;
  const change = addresses(drift.gained, drift.lost);
  if (outcome.status === "current")
    return [name, prefixes, "", "", drift.cosmetic ? "no change (text only)" : change];
  const held = outcome.status === "held-back";
  return [
    name,
    prefixes,
    some(drift.added.length, "+"),
    some(drift.removed.length, "−"),
    held ? `held back (${change})` : change,
  ];
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
  const head = ["List", "Prefixes", "Added", "Removed", "Addresses"];
  if (!options.durations) return table(head, outcome.lists.map(row));
  return table(
    [...head, "Took"],
    outcome.lists.map((list) => [...row(list), duration(list.durationMs)]),
  );
}
