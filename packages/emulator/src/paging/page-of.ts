import type { PagingFacts } from "@chat-ip/commands";
import { isObject } from "../fields/check-fields.ts";

/** What a page is cut from. */
export interface PageRequest {
  readonly rule: PagingFacts;
  readonly body: Readonly<Record<string, unknown>>;
  /** All items, in the order in which the command gives them. */
  readonly items: readonly unknown[];
  /** Items in a page where the command has no field for it. */
  readonly pageSize: number;
  /** Fields of the answer that are 64 bits wide: cursors in them are beyond 2^53, as they may be at the vendor's. */
  readonly wideFields: readonly string[];
}

const wideBase = 2n ** 63n;

/** Cuts the page that a request asks for. @returns the fields of the answer that page: items, cursors, totals and flags */
export function pageOf(request: PageRequest): Record<string, unknown> {
  const { rule, body, items } = request;
  const all = "below" in rule.next || "from" in rule.next ? matching(request) : items;
  const from = startOf(request);
  const to = Math.min(from + sizeOf(request), all.length);
  const page = all.slice(from, to);
  return {
    [itemsField(rule, body)]: page,
    ...flags(request, to >= all.length),
    ...cursors(request, to, to >= all.length),
  };
}

/** Of two fields for items the request's filter picks one: 0 the first, 1 the second. */
export function itemsField({ items }: PagingFacts, { Filter }: Readonly<Record<string, unknown>>): string {
  return items[typeof Filter === "number" ? Filter : 0] ?? items[0] ?? "";
}

function sizeOf({ rule: { limit }, body, pageSize }: PageRequest): number {
  if (limit === undefined) return pageSize;
  const asked = body[limit.field];
  const most = limit.max ?? Number.POSITIVE_INFINITY;
  return typeof asked === "number" && asked > 0 ? Math.min(asked, most) : most;
}

/** The items that a request for messages below, or pairs from, a sequence leaves. */
function matching({ rule: { next }, body, items }: PageRequest): readonly unknown[] {
  if ("below" in next) {
    const highest = body[next.below.field];
    return typeof highest === "number"
      ? items.filter((item) => numberIn(item, next.below.item) <= highest)
      : items;
  }
  if ("from" in next) {
    const lowest = body[next.from.field];
    return typeof lowest === "number"
      ? items.filter((item) => numberIn(item, next.from.item) >= lowest)
      : items;
  }
  return items;
}

function startOf({ rule, body, items }: PageRequest): number {
  const { next } = rule;
  if ("offset" in next) return readCursor(body[next.offset]);
  if (!("copy" in next)) return 0;
  if (Object.hasOwn(next.copy, "LastMsgKey")) {
    const key = body.LastMsgKey;
    return 1 + items.findIndex((item) => isObject(item) && item.MsgKey === key);
  }
  return readCursor(body[Object.keys(next.copy).find((field) => field !== "TimeStamp") ?? ""]);
}

function readCursor(value: unknown): number {
  if (typeof value === "bigint") return Number(value - wideBase);
  return Number(value ?? 0);
}

/** The fields of the answer that the next request takes over. */
function cursors(request: PageRequest, to: number, isLast: boolean): Record<string, unknown> {
  const { rule, items, wideFields } = request;
  if (!("copy" in rule.next)) return {};
  const ends = "fields" in rule.done && "is" in rule.done ? rule.done : null;
  const entries = Object.entries(rule.next.copy).map(([sent, field]): [string, unknown] => {
    if (field === "LastMsgKey" || field === "LastMsgTime") return [field, lastOf(items, to, field)];
    // A field that ends the paging by its value has that value on the last page.
    if (isLast && ends?.fields.includes(field) === true) return [field, ends.is[0]];
    const isText = typeof rule.start?.[sent] === "string";
    if (isText) return [field, String(to)];
    return [field, wideFields.includes(field) ? wideBase + BigInt(to) : to];
  });
  return Object.fromEntries(entries);
}

function lastOf(items: readonly unknown[], to: number, field: "LastMsgKey" | "LastMsgTime"): unknown {
  const item = items[to - 1];
  if (!isObject(item)) return field === "LastMsgKey" ? "" : 0;
  return field === "LastMsgKey" ? item.MsgKey : item.MsgTimeStamp;
}

/** Flags and totals by which a client sees the last page. */
function flags({ rule: { done, next }, items }: PageRequest, isLast: boolean): Record<string, unknown> {
  if ("total" in done)
    return Object.fromEntries(done.total.map((field, index) => [field, index === 0 ? items.length : 0]));
  if (!("fields" in done)) return {};
  const copied: readonly string[] = "copy" in next ? Object.values(next.copy) : [];
  // Of two spellings of a flag the samples' one comes, which is the last.
  const field = done.fields.at(-1);
  if (field === undefined || copied.includes(field)) return {};
  const on = "is" in done ? done.is[0] : 1;
  return { [field]: isLast ? on : 0 };
}

function numberIn(item: unknown, field: string): number {
  const value = isObject(item) ? item[field] : undefined;
  return typeof value === "number" ? value : 0;
}
