import type { ListName } from "../lists.ts";

/**
 * The address that webhooks come from: the first address of 127.0.0.0/8 on the app's webhook lists. For a prefix it is the last
 * but one of it, so that a check of the prefix and not of its first address is what passes.
 *
 * @returns `null` if the lists have none: then the system chooses.
 */
export function webhookSource(lists: ReadonlyMap<ListName, readonly string[]>): string | null {
  const entries = [...(lists.get("webhook-china") ?? []), ...(lists.get("webhook-global") ?? [])];
  for (const entry of entries) {
    const match = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(entry);
    if (match === null) continue;
    const [high = 0, middle = 0, low = 0, length = 32] = match.slice(1).map((part) => Number(part ?? 32));
    if ([high, middle, low].some((part) => part > 255) || length < 8 || length > 32) continue;
    return addressIn((127 << 24) | (high << 16) | (middle << 8) | low, length);
  }
  return null;
}

function addressIn(address: number, length: number): string {
  const size = 2 ** (32 - length);
  const chosen = (address >>> 0) - ((address >>> 0) % size) + Math.max(0, size - 2);
  return [24, 16, 8, 0].map((shift) => (chosen >>> shift) & 0xff).join(".");
}
