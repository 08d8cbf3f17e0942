import { confirmRemovals, type Prefix, parseEntry, type RefusedEntry } from "@chat-ip/allowlist";
import { ChatApiError, type ChatClient, ChatNetworkError, ChatResponseError } from "@chat-ip/core";
import type { AskList } from "../ports/ask-list.ts";
import type { Clock } from "../ports/clock.ts";
import type { ListKey } from "./list-key.ts";
import type { AdjustedEntry, ListFailure, LiveList, LoadedLive } from "./live-list.ts";

/** Why a list could not be loaded. Any other error is a bug of ours, and is rethrown. */
function describeFailure(error: unknown): ListFailure {
  if (error instanceof ChatApiError) {
    return { kind: "api", code: error.code, errorInfo: error.errorInfo, ...callOf(error) };
  }
  if (error instanceof ChatNetworkError) {
    return { kind: "network", code: null, reason: error.kind, status: error.status, ...callOf(error) };
  }
  if (error instanceof ChatResponseError) return { kind: "response", code: null, ...callOf(error) };
  throw error;
}

const callOf = ({ what, remedy, host, attempts }: ChatApiError | ChatNetworkError | ChatResponseError) => ({
  what,
  remedy,
  host,
  attempts,
  secondLook: false,
});

/**
 * The port `AskList` over core's clients.
 *
 * @param clientOf the client of a list's app
 */
export function createAskList(
  clientOf: (key: ListKey) => Pick<ChatClient, "getIPList">,
  now: Clock["now"],
): AskList {
  const parse = createParser();
  return async (key, signal) => {
    const started = now();
    try {
      const { entries, refused } = await clientOf(key).getIPList(key.list, signal ? { signal } : {});
      return {
        ...readAnswer(parse, entries, refused),
        ok: true,
        key,
        durationMs: now() - started,
        flickered: [],
      };
    } catch (error) {
      return { ok: false, key, durationMs: now() - started, failure: describeFailure(error) };
    }
  };
}

/** How many entries are remembered at most: more than all lists have. */
const mostRemembered = 10_000;

/** Lists and apps have most entries in common: each is parsed once. */
function createParser(): typeof parseEntry {
  const parsed = new Map<string, ReturnType<typeof parseEntry>>();
  return (entry) => {
    const found = parsed.get(entry) ?? parseEntry(entry);
    if (parsed.size < mostRemembered) parsed.set(entry, found);
    return found;
  };
}

/** Normalises the entries of an answer. */
function readAnswer(
  parse: typeof parseEntry,
  entries: readonly string[],
  refusedEntries: readonly RefusedEntry[],
): Pick<LoadedLive, "prefixes" | "adjusted" | "refused"> {
  const prefixes: Prefix[] = [];
  const adjusted: AdjustedEntry[] = [];
  const refused: RefusedEntry[] = [...refusedEntries];
  for (const entry of entries) {
    const parsed = parse(entry);
    if (!parsed.ok) {
      refused.push({ entry, reason: parsed.reason });
      continue;
    }
    prefixes.push(parsed.prefix);
    if (parsed.changed) adjusted.push({ entry, prefix: parsed.prefix, changed: parsed.changed });
  }
  return { prefixes, adjusted, refused };
}

const notConfirmed: ListFailure = { kind: "not-confirmed", code: null, secondLook: true };

/** Each entry once, though both answers hold it. */
const distinct = <T extends { readonly entry: string }>(entries: readonly T[]): T[] => [
  ...new Map(entries.map((one) => [one.entry, one])).values(),
];

/**
 * Asks once more for a list that would lose addresses. What either answer holds is kept; if the second answer fails or is
 * empty, the removal is not confirmed and the list counts as failed.
 */
export async function askAgain(
  ask: AskList,
  first: LoadedLive,
  committed: readonly Prefix[],
): Promise<LiveList> {
  const second = await ask(first.key);
  const durationMs = first.durationMs + second.durationMs;
  if (!second.ok) return { ...second, durationMs, failure: { ...second.failure, secondLook: true } };
  if (second.prefixes.length === 0 && first.prefixes.length > 0) {
    return { ok: false, key: first.key, durationMs, failure: notConfirmed };
  }
  const { live, flickered } = confirmRemovals({ committed, first: first.prefixes, second: second.prefixes });
  return {
    ...first,
    durationMs,
    prefixes: live,
    flickered,
    // Report the faults of both answers: they show how far either can be trusted.
    refused: distinct([...first.refused, ...second.refused]),
    adjusted: distinct([...first.adjusted, ...second.adjusted]),
  };
}
