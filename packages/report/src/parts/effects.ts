import { type AddressCount, countAddresses } from "@chat-ip/allowlist";
import { isNone } from "../text/quantities.ts";
import type { Effects, Where } from "../words/facts.ts";
import type { Drifted } from "./run-lists.ts";

/** Addresses that the lists open; what several lists share counts once. */
export const countOpened = (lists: readonly Drifted[]): AddressCount =>
  countAddresses([...new Set(lists.flatMap(({ drift }) => drift.opened))]);

/** Addresses that the lists close; what several lists share counts once. */
export const countClosed = (lists: readonly Drifted[]): AddressCount =>
  countAddresses([...new Set(lists.flatMap(({ drift }) => drift.closed))]);

const whereOf = (lists: readonly Drifted[]): Where => {
  const inChina = lists.some(({ list }) => list.endsWith("-china"));
  const outside = lists.some(({ list }) => list.endsWith("-global"));
  return inChina && outside ? "both" : inChina ? "china" : "global";
};

function clientsOf(lists: readonly Drifted[]): Effects["clients"] {
  const clients = lists.filter(({ list }) => list.startsWith("native-") || list.startsWith("web-"));
  const opened = countOpened(clients);
  if (isNone(opened)) return null;
  const opening = clients.filter(({ drift }) => !isNone(drift.gained));
  const native = opening.some(({ list }) => list.startsWith("native-"));
  const web = opening.some(({ list }) => list.startsWith("web-"));
  return { who: native && web ? "both" : native ? "native" : "web", where: whereOf(opening), opened };
}

function webhooksOf(lists: readonly Drifted[]): Effects["webhooks"] {
  const webhooks = lists.filter(({ list, drift }) => list.startsWith("webhook-") && !isNone(drift.gained));
  return webhooks.length === 0 ? null : { where: whereOf(webhooks), opened: countOpened(webhooks) };
}

/** What happens to people while the change is not in place. */
export function effectsOf(lists: readonly Drifted[]): Effects {
  const opened = countOpened(lists);
  const others = countOpened(lists.filter(({ list }) => list !== "all"));
  const onlyAll = { ipv4: opened.ipv4 - others.ipv4, ipv6: opened.ipv6 - others.ipv6 };
  return {
    opened,
    closed: countClosed(lists),
    clients: clientsOf(lists),
    webhooks: webhooksOf(lists),
    onlyAll: isNone(onlyAll) ? null : onlyAll,
  };
}
