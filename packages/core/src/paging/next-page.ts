import type { LastPage, NextPage, PagingFacts } from "@chat-ip/commands";

/** A JSON object: the body of a request, or an answer. */
export type Fields = Readonly<Record<string, unknown>>;

/** What to do after a page. */
export type Step =
  | { readonly kind: "done" }
  | { readonly kind: "next"; readonly body: Fields }
  /** The answer lacks what the next request needs. */
  | { readonly kind: "stuck"; readonly why: string };

type Rule = {
  readonly next: NextPage;
  readonly done: LastPage;
  readonly omit?: readonly string[] | undefined;
};

/** The body of the first request: the caller's, with what the command needs to start. */
export function firstBody(facts: PagingFacts, body: Fields): Fields {
  return { ...facts.start, ...body };
}

/** Decides from a page's request and answer whether there is another page, and how to ask for it. */
export function nextPage(facts: PagingFacts, body: Fields, answer: Fields): Step {
  const { alternative } = facts;
  const rule: Rule =
    alternative !== undefined && Object.hasOwn(answer, alternative.ifAnswerHas) ? alternative : facts;
  const items = itemsOf(facts, answer);
  if (isLast(rule.done, facts, body, answer, items)) return { kind: "done" };
  const changes = changesFor(rule.next, body, answer, items);
  if (changes === null) return { kind: "done" };
  const next: Record<string, unknown> = { ...body, ...changes };
  for (const field of rule.omit ?? []) delete next[field];
  const missing = Object.keys(changes).find((field) => changes[field] === undefined);
  if (missing !== undefined)
    return { kind: "stuck", why: `the answer lacks what ${missing} needs for the next page` };
  return { kind: "next", body: next };
}

/** The items of a page. */
function itemsOf(facts: PagingFacts, answer: Fields): readonly unknown[] {
  const found = facts.items.map((field) => answer[field]).find((value) => Array.isArray(value));
  return (found as readonly unknown[] | undefined) ?? [];
}

function isLast(
  done: LastPage,
  facts: PagingFacts,
  body: Fields,
  answer: Fields,
  items: readonly unknown[],
): boolean {
  if ("lowest" in done) return Math.min(...numbersOf(items, done.lowest.item)) === done.lowest.is;
  if ("total" in done) {
    const offset = "offset" in facts.next ? Number(body[facts.next.offset] ?? 0) : 0;
    const total = done.total.reduce((sum, field) => sum + Number(answer[field] ?? 0), 0);
    const limit = facts.limit && Number(body[facts.limit.field] ?? Number.NaN);
    const short = done.orShortPage === true && limit !== undefined && items.length < limit;
    return offset + items.length >= total || short;
  }
  const values = done.fields
    .filter((field) => Object.hasOwn(answer, field))
    .map((field) => plain(answer[field]));
  if ("is" in done) return values.some((value) => done.is.some((each) => each === value));
  return values.some((value) => !done.not.some((each) => each === value));
}

/** `null` if the page has no items and the next one follows from its items. */
function changesFor(next: NextPage, body: Fields, answer: Fields, items: readonly unknown[]): Fields | null {
  if ("copy" in next) {
    return Object.fromEntries(Object.entries(next.copy).map(([field, source]) => [field, answer[source]]));
  }
  if (items.length === 0) return null;
  if ("offset" in next) return { [next.offset]: Number(body[next.offset] ?? 0) + items.length };
  if ("below" in next) {
    const lowest = Math.min(...numbersOf(items, next.below.item));
    return { [next.below.field]: Number.isFinite(lowest) ? lowest - 1 : undefined };
  }
  const highest = Math.max(...numbersOf(items, next.from.item));
  return { [next.from.field]: Number.isFinite(highest) ? highest : undefined };
}

function numbersOf(items: readonly unknown[], field: string): number[] {
  return items.flatMap((item) => {
    const value = typeof item === "object" && item !== null ? plain(Reflect.get(item, field)) : undefined;
    return typeof value === "number" ? [value] : [];
  });
}

/** A number that came as `bigint`, as one that can be compared. */
function plain(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
