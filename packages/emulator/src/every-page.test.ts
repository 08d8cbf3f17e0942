import type { CommandName, PagingFacts } from "@chat-ip/commands";
import { paging } from "@chat-ip/commands/paging";
import { requestFields } from "@chat-ip/commands/request-fields";
import { expect, it } from "vitest";
import { answerCommand, isCommandName } from "./answer-command.ts";
import { answerText } from "./answers.ts";
import { isObject } from "./fields/check-fields.ts";
import { exampleFields } from "./fields/example-value.ts";
import { parseJson, writeJson } from "./json.ts";
import { createWorld } from "./world/world.ts";

const nowSeconds = 1_700_000_000;
const names = Object.keys(paging).filter(isCommandName);
const rules: Readonly<Partial<Record<string, PagingFacts>>> = paging;

/** Reads all pages of a command by its rule. @returns the items of each page */
function readPages(
  name: CommandName,
  first: Readonly<Record<string, unknown>>,
  rule: PagingFacts,
): unknown[][] {
  const world = createWorld(null, nowSeconds);
  const pages: unknown[][] = [];
  let body: Readonly<Record<string, unknown>> = first;
  while (pages.length < 10) {
    const command = { name, query: new URLSearchParams("identifier=administrator"), body: writeJson(body) };
    const answer = parseJson(
      answerText(
        answerCommand(command, {
          lists: new Map(),
          commands: new Map(),
          world,
          nowSeconds,
          nextNumber: () => 7,
        }),
      ),
    );
    if (!isObject(answer)) throw new TypeError("An answer must be an object.");
    expect(answer).toMatchObject({ ErrorCode: 0 });
    const items = rule.items.map((field) => answer[field]).find(Array.isArray) ?? [];
    pages.push(items);
    if (isLast(rule, body, answer, items)) return pages;
    body = { ...body, ...nextFields(rule, body, answer, items) };
  }
  return pages;
}

function isLast(
  { done, limit }: PagingFacts,
  body: Readonly<Record<string, unknown>>,
  answer: Readonly<Record<string, unknown>>,
  items: unknown[],
): boolean {
  if ("total" in done) {
    const total = done.total.reduce((sum, field) => sum + Number(answer[field] ?? 0), 0);
    const isShort =
      done.orShortPage === true && limit !== undefined && items.length < Number(body[limit.field]);
    return items.length === 0 || isShort || Number(body.Offset) + items.length >= total;
  }
  if ("lowest" in done)
    return items.length === 0 || Math.min(...numbersOf(items, done.lowest.item)) <= done.lowest.is;
  if ("is" in done) return done.fields.some((field) => done.is.some((value) => value === answer[field]));
  return done.fields.some(
    (field) => answer[field] !== undefined && !done.not.some((value) => value === answer[field]),
  );
}

function nextFields(
  { next }: PagingFacts,
  body: Readonly<Record<string, unknown>>,
  answer: Readonly<Record<string, unknown>>,
  items: unknown[],
): object {
  if ("copy" in next)
    return Object.fromEntries(Object.entries(next.copy).map(([sent, field]) => [sent, answer[field]]));
  if ("offset" in next) return { [next.offset]: Number(body[next.offset] ?? 0) + items.length };
  if ("below" in next) return { [next.below.field]: Math.min(...numbersOf(items, next.below.item)) - 1 };
  return { [next.from.field]: Math.max(...numbersOf(items, next.from.item)) };
}

function numbersOf(items: unknown[], field: string): number[] {
  return items.map((item) => (isObject(item) ? Number(item[field]) : Number.NaN));
}

const cases = names.map((name) => {
  const rule = rules[name] ?? expect.fail(name);
  const required = exampleFields(requestFields[name].body, { index: 1, nowSeconds, optional: false });
  const accounts =
    name === "openim/admin_getroammsg"
      ? { Operator_Account: "user-1", Peer_Account: "user-2", MinTime: 0 }
      : {};
  const size = rule.limit === undefined ? {} : { [rule.limit.field]: 10 };
  return { name, rule, body: { ...required, ...rule.start, ...accounts, ...size } };
});

it.each(cases)("answers $name in three pages that hold each item once", ({ name, rule, body }) => {
  const pages = readPages(name, body, rule);
  const key = "from" in rule.next ? rule.next.from.key : undefined;
  const items = pages.flat();
  if (key === undefined) {
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    if (name !== "group_open_http_svc/get_permission_group")
      expect(new Set(items.map((item) => writeJson(item))).size).toBe(25);
  } else {
    // The item that a page begins with came before.
    expect(pages.length).toBe(3);
    expect(new Set(items.map((item) => (isObject(item) ? item[key] : item))).size).toBe(25);
  }
});

it("gives a cursor beyond 2^53, which a plain JSON.parse would round", () => {
  const name = "group_open_http_svc/get_appid_group_list";
  const { rule, body } = cases.find((one) => one.name === name) ?? expect.fail(name);
  expect(readPages(name, { ...body, Next: 2n ** 63n + 20n }, rule)).toEqual([
    ["group-21", "group-22", "group-23", "group-24", "group-25"].map((GroupId) => ({ GroupId })),
  ]);
});
