import { createHash } from "node:crypto";
import { factsOf } from "../answer/write-answer.ts";
import type { DuplicateStore } from "./duplicate-store.ts";
import type { AnyEvent } from "./handler-options.ts";

/** Options of `createDuplicateStore`. */
export interface DuplicateStoreOptions {
  /** How many events to remember at most. Default: 10,000. */
  readonly maxEvents?: number | undefined;
  /** How long to remember them, in milliseconds. Default: 600,000. */
  readonly rememberMs?: number | undefined;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A store in memory. The oldest events are forgotten first. */
export function createDuplicateStore({
  maxEvents = 10_000,
  rememberMs = 600_000,
  now = Date.now,
}: DuplicateStoreOptions = {}): DuplicateStore {
  const claimedAt = new Map<string, number>();
  return {
    claim(key) {
      const time = now();
      const before = claimedAt.get(key);
      if (before !== undefined && time - before < rememberMs) return false;
      claimedAt.delete(key); // so that it is written at the end
      claimedAt.set(key, time);
      if (claimedAt.size > maxEvents) {
        for (const oldest of claimedAt.keys()) {
          claimedAt.delete(oldest);
          break;
        }
      }
      return true;
    },
    release(key) {
      claimedAt.delete(key);
    },
  };
}

type Content = Readonly<Record<string, unknown>>;

/** The events of a call that weren't handled yet. */
export interface ClaimedEvents {
  /** The call with these events alone; `null` if all were handled before. */
  readonly event: AnyEvent | null;
  /** What was claimed in the store. */
  readonly keys: readonly string[];
}

/**
 * Takes the events of a call that are new. Chat sends no id of a delivery, so an event is known by the fields that the table
 * names, such as MsgKey or GroupId and MsgSeq, else by a hash of its content.
 */
export async function claimEvents(
  sdkAppId: number,
  event: AnyEvent,
  store: DuplicateStore,
): Promise<ClaimedEvents> {
  const { CallbackCommand: command } = event;
  const body = event.body as Content;
  const facts = factsOf(command);
  // A before webhook is never sent again, and each call needs an answer.
  if (facts?.stage !== "after") return { event, keys: [] };
  const { each, fields } = facts.dedupe ?? {};
  const list = each === undefined ? undefined : body[each];
  if (each === undefined || !Array.isArray(list)) {
    const key = eventKey(sdkAppId, command, body, fields);
    return (await store.claim(key)) ? { event, keys: [key] } : { event: null, keys: [] };
  }
  const fresh: unknown[] = [];
  const keys: string[] = [];
  for (const item of list as unknown[]) {
    const isObject = typeof item === "object" && item !== null;
    const key = eventKey(sdkAppId, command, isObject ? (item as Content) : { item }, fields);
    if (!(await store.claim(key))) continue;
    fresh.push(item);
    keys.push(key);
  }
  if (fresh.length === 0) return { event: null, keys };
  return { event: { ...event, body: { ...body, [each]: fresh } } as AnyEvent, keys };
}

function eventKey(
  app: number,
  command: string,
  event: Content,
  fields: readonly string[] | undefined,
): string {
  // Part of an identity would make two events one. Only a community's messages have a topic.
  const identified = fields?.every((field) => field === "TopicId" || Object.hasOwn(event, field));
  const content = fields && identified ? fields.map((field) => event[field] ?? null) : event;
  const text = JSON.stringify(content, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
  return `${app}:${command}:${createHash("sha256").update(text).digest("base64url")}`;
}
