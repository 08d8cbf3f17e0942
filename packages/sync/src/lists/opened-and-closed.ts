import { type AddressCount, countAddresses } from "@chat-ip/allowlist";
import type { ListOutcome } from "./list-outcome.ts";

/** Addresses that the lists with drift open and close; what several lists share counts once. */
export function openedAndClosed(lists: readonly ListOutcome[]): {
  readonly opened: AddressCount;
  readonly closed: AddressCount;
} {
  const drifts = lists.flatMap((list) => (list.status === "drift" ? [list.drift] : []));
  return {
    opened: countAddresses(drifts.flatMap(({ opened }) => opened)),
    closed: countAddresses(drifts.flatMap(({ closed }) => closed)),
  };
}
