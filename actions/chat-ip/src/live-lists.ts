import { confirmRemovals, type Prefix, parseEntry, type RefusedEntry } from "@chat-ip/allowlist";
import {
  ChatApiError,
  type ChatClient,
  ChatNetworkError,
  ChatResponseError,
  type ListName,
} from "@chat-ip/core";
import type { AdjustedEntry, ListFailure } from "./outcome.ts";

/** What the API says of one list now, or why it could not be had. */
export type LiveList =
  | {
      readonly ok: true;
      readonly list: ListName;
      readonly durationMs: number;
      readonly prefixes: readonly Prefix[];
      readonly adjusted: readonly AdjustedEntry[];
      /** entries that are no addresses */
      readonly refused: readonly RefusedEntry[];
      /** missing from the first answer, there in the second */
      readonly flickered: readonly Prefix[];
    }
  | {
      readonly ok: false;
      readonly list: ListName;
      readonly durationMs: number;
      readonly failure: ListFailure;
    };

/** Why a list failed, in the words of the report. */
export function describeFailure(error: unknown): ListFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ChatApiError) return { kind: "api", message, code: error.code, remedy: error.remedy };
  if (error instanceof ChatNetworkError)
    return { kind: "network", message, code: null, remedy: error.remedy };
  if (error instanceof ChatResponseError)
    return { kind: "response", message, code: null, remedy: error.remedy };
  throw error;
}

/** Asks for one list. A failure of the API is an answer too: it must not stop the other lists. */
export async function askForList(
  client: ChatClient,
  list: ListName,
  now: () => number,
  signal?: AbortSignal,
): Promise<LiveList> {
  const started = now();
  try {
    const { entries, refused } = await client.getIPList(list, signal ? { signal } : {});
    const prefixes: Prefix[] = [];
    const adjusted: AdjustedEntry[] = [];
    const unusable: RefusedEntry[] = [...refused];
    for (const entry of entries) {
      const parsed = parseEntry(entry);
      if (!parsed.ok) {
        unusable.push({ entry, reason: parsed.reason });
        continue;
      }
      prefixes.push(parsed.prefix);
      if (parsed.changed) adjusted.push({ entry, prefix: parsed.prefix, changed: parsed.changed });
    }
    const durationMs = now() - started;
    return { ok: true, list, durationMs, prefixes, adjusted, refused: unusable, flickered: [] };
  } catch (error) {
    return { ok: false, list, durationMs: now() - started, failure: describeFailure(error) };
  }
}

const notConfirmed: ListFailure = {
  kind: "response",
  message: "It would lose addresses, and when it was asked for once more, the answer was empty.",
  code: null,
  remedy: "Run the workflow again later; if it stays so, ask the vendor's support.",
};

/** What stands in both answers is told once. */
const distinct = <T extends { readonly entry: string }>(entries: readonly T[]): T[] => [
  ...new Map(entries.map((one) => [one.entry, one])).values(),
];

/**
 * Asks once more for a list that would lose addresses. What either answer holds is kept; where the second answer can't
 * be had or is empty, the removal is not confirmed and the list counts as failed.
 */
export async function askAgain(
  client: ChatClient,
  first: Extract<LiveList, { ok: true }>,
  committed: readonly Prefix[],
  now: () => number,
): Promise<LiveList> {
  const second = await askForList(client, first.list, now);
  const durationMs = first.durationMs + second.durationMs;
  if (!second.ok) {
    const message = `It would lose addresses, and asking once more to be sure failed. ${second.failure.message}`;
    return { ...second, durationMs, failure: { ...second.failure, message } };
  }
  if (second.prefixes.length === 0 && first.prefixes.length > 0) {
    const { list } = first;
    return { ok: false, list, durationMs, failure: notConfirmed };
  }
  const { live, flickered } = confirmRemovals({ committed, first: first.prefixes, second: second.prefixes });
  return {
    ...first,
    durationMs,
    prefixes: live,
    flickered,
    // What was wrong with either answer tells how far both can be trusted.
    refused: distinct([...first.refused, ...second.refused]),
    adjusted: distinct([...first.adjusted, ...second.adjusted]),
  };
}
