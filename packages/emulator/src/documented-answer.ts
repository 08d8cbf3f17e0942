import type { CommandName, PagingFacts } from "@chat-ip/commands";
import { answerFields } from "@chat-ip/commands/answer-fields";
import { paging } from "@chat-ip/commands/paging";
import { isObject } from "./fields/check-fields.ts";
import { exampleFields, exampleItem } from "./fields/example-value.ts";
import { itemsField, pageOf } from "./paging/page-of.ts";
import { worldSize } from "./world/world.ts";

/** Items in a page of a command that doesn't let the caller choose. */
const pageSize = 10;

/** The rule by which a command pages; `undefined` if it doesn't. */
export function pagingOf(name: CommandName): PagingFacts | undefined {
  const rules: Readonly<Partial<Record<string, PagingFacts>>> = paging;
  return rules[name];
}

/** The other way of a command to page, as a rule of its own; `undefined` if it has none. */
export function alternativeOf(rule: PagingFacts): PagingFacts | undefined {
  const { alternative, items, limit } = rule;
  if (alternative === undefined) return undefined;
  const { next, done, ifAnswerHas } = alternative;
  return { items, next, done, start: { [ifAnswerHas]: "" }, ...(limit === undefined ? {} : { limit }) };
}

/** Cuts a page of a paged command's items. @returns the fields of the answer that page */
export function pageFor(
  name: CommandName,
  rule: PagingFacts,
  body: Readonly<Record<string, unknown>>,
  items: readonly unknown[],
): Record<string, unknown> {
  const wideFields = Object.entries(answerFields[name])
    .filter(([, { type }]) => type === "int64")
    .map(([field]) => field);
  return pageOf({ rule, body, items, pageSize, wideFields });
}

/**
 * The answer of a command that the emulator keeps no state for: all required fields in the documented form, with the ids that
 * were sent. Commands that page have 25 items.
 */
export function documentedAnswer(
  name: CommandName,
  body: Readonly<Record<string, unknown>>,
  nowSeconds: number,
): Record<string, unknown> {
  const fields = answerFields[name];
  const example = exampleFields(fields, { index: 1, nowSeconds, optional: false, request: body });
  const rule = pagingOf(name);
  if (rule === undefined) return example;
  const page = pageFor(name, rule, body, exampleItems(name, rule, body, nowSeconds));
  // Counts of everything, such as FriendNum.
  const counts = Object.keys(example).filter((field) => /(Num|Count)$/.test(field));
  return { ...example, ...Object.fromEntries(counts.map((field) => [field, worldSize])), ...page };
}

function exampleItems(
  name: CommandName,
  rule: PagingFacts,
  body: Readonly<Record<string, unknown>>,
  nowSeconds: number,
): readonly unknown[] {
  const field = itemsField(rule, body);
  const facts = answerFields[name][field];
  if (facts === undefined) throw new TypeError(`The data of @chat-ip/commands has no ${field} in ${name}.`);
  return Array.from({ length: worldSize }, (_, position) => {
    const index = position + 1;
    const item = exampleItem(field, facts, { index, nowSeconds, optional: true });
    // Pairs of one change share its sequence.
    return "from" in rule.next && isObject(item)
      ? { ...item, [rule.next.from.item]: Math.ceil(index / 2) }
      : item;
  });
}
