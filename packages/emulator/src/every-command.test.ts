import type { CommandName, FieldFacts, Fields } from "@chat-ip/commands";
import { answerFields } from "@chat-ip/commands/answer-fields";
import { commandTable } from "@chat-ip/commands/command-table";
import { requestFields } from "@chat-ip/commands/request-fields";
import { expect, it } from "vitest";
import { answerCommand, getIPList, isCommandName } from "./answer-command.ts";
import { answerText } from "./answers.ts";
import { fieldsProblem, isObject } from "./fields/check-fields.ts";
import { exampleFields } from "./fields/example-value.ts";
import { parseJson, writeJson } from "./json.ts";
import { createWorld } from "./world/world.ts";

const nowSeconds = 1_700_000_000;
const names = Object.keys(commandTable).filter(isCommandName);

/** Answers a command in a new world. */
function answerTo(name: CommandName, body: unknown): Record<string, unknown> {
  const command = {
    name,
    query: new URLSearchParams("identifier=administrator&nettype=0"),
    body: writeJson(body),
  };
  const world = createWorld(null, nowSeconds);
  const lists = new Map([["all", ["203.0.113.7"]] as const]);
  const answer = answerCommand(command, {
    lists,
    commands: new Map(),
    world,
    nowSeconds,
    nextNumber: () => 7,
  });
  const json = parseJson(answerText(answer));
  if (!isObject(json)) throw new TypeError("An answer must be an object.");
  return json;
}

/** A body that the data allows: with the required fields, or with all of them. */
function validBody(name: CommandName, optional: boolean): Record<string, unknown> {
  const { body, oneOf = [] } = requestFields[name];
  const example = exampleFields(body, { index: 1, nowSeconds, optional });
  const [one] = oneOf;
  const facts = one === undefined ? undefined : body[one];
  const needed =
    one === undefined || facts === undefined
      ? {}
      : exampleFields({ [one]: { ...facts, required: true } }, { index: 1, nowSeconds, optional });
  const filled: Record<string, unknown> = { ...example, ...needed };
  // A new group needs an id that isn't taken.
  if (/(create|import)_group$/.test(name) && optional) filled.GroupId = "new-group";
  return filled;
}

/** Every field of a body with its path, those of inner objects and lists too. */
function fieldsIn(fields: Fields, body: unknown, path: readonly (string | number)[] = []): Place[] {
  if (!isObject(body)) return [];
  return Object.entries(fields).flatMap(([name, facts]): Place[] => {
    const here = [...path, name];
    const value = body[name];
    if (value === undefined) return [];
    const inner = facts.fields ?? {};
    const item = Array.isArray(value)
      ? fieldsIn(inner, value[0], [...here, 0])
      : fieldsIn(inner, value, here);
    return [{ path: here, facts }, ...item];
  });
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly facts: FieldFacts;
}

/** A copy of a value with the one at a path replaced; `undefined` leaves it out. */
function changed(value: unknown, [step, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? changed(item, rest, to) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const next = name === step ? changed(inner, rest, to) : inner;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

/** A value that is too long or too large for a field; `undefined` where nothing limits it. */
function overlong({ type, maxBytes, itemMaxBytes, maxItems, max }: FieldFacts, value: unknown): unknown {
  if (type === "MsgBody") return [{ MsgType: "TIMTextElem", MsgContent: { Text: "x".repeat(12_288) } }];
  if (maxBytes !== undefined) return "é".repeat(maxBytes / 2 + 1);
  if (max !== undefined) return max + 1;
  if (maxItems !== undefined && Array.isArray(value))
    return Array.from({ length: maxItems + 1 }, () => value[0]);
  if (itemMaxBytes !== undefined)
    return Array.isArray(value) ? ["x".repeat(itemMaxBytes + 1)] : { 0: "x".repeat(itemMaxBytes + 1) };
  return undefined;
}

const cases = names.map((name) => {
  const body = validBody(name, true);
  const places = fieldsIn(requestFields[name].body, body);
  const limited = places
    .map(({ path, facts }) => ({ path, facts, wrong: overlong(facts, path.reduce<unknown>(stepInto, body)) }))
    .filter(({ wrong }) => wrong !== undefined);
  return { name, body, places, required: places.filter(({ facts }) => facts.required), limited };
});

function stepInto(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) ? value[step] : undefined;
}

it.each(cases)("answers $name in the documented form", ({ name }) => {
  for (const optional of [false, true]) {
    const answer = answerTo(name, validBody(name, optional));
    expect(answer).toMatchObject({ ActionStatus: "OK", ErrorCode: 0 });
    expect(fieldsProblem(answer, answerFields[name])).toBeNull();
  }
});

it.each(cases.filter(({ required }) => required.length > 0))(
  "refuses a body of $name without a required field",
  ({ name, body, required }) => {
    for (const { path } of required) {
      expect(answerTo(name, changed(body, path, undefined)), path.join(".")).toMatchObject({
        ErrorCode: 70402,
      });
    }
  },
);

it.each(cases.filter(({ places }) => places.length > 0))(
  "refuses a body of $name with a field of another type",
  ({ name, body, places }) => {
    for (const { path } of places.filter(({ facts }) => facts.type !== "unknown")) {
      for (const wrong of [true, null]) {
        const answer = answerTo(name, changed(body, path, wrong));
        expect(answer, path.join(".")).toMatchObject({ ActionStatus: "FAIL", ErrorCode: 70402 });
      }
    }
  },
);

it.each(cases.filter(({ limited }) => limited.length > 0))(
  "refuses a body of $name with a field that is too long",
  ({ name, body, limited }) => {
    for (const { path, facts, wrong } of limited) {
      const code = facts.type === "MsgBody" ? 80002 : 70402;
      expect(answerTo(name, changed(body, path, wrong)), path.join(".")).toMatchObject({ ErrorCode: code });
    }
  },
);

it("checks every command except those without fields", () => {
  expect(cases.filter(({ places }) => places.length === 0).map(({ name }) => name)).toEqual([
    "all_member_push/im_get_attr_name",
    getIPList,
    "openim_robot_http_svc/get_all_robots",
    "group_open_http_svc/set_topic_permission_group",
    "openim_dirty_words/get",
  ]);
});

it("knows a limit for every command except those without a documented one", () => {
  const without = cases.filter(({ places, limited }) => places.length > 0 && limited.length === 0);
  expect(without.map(({ name }) => name)).toEqual([
    "openconfigsvr/getappinfo",
    "official_account_open_http_svc/destroy_official_account",
    "official_account_open_http_svc/modify_official_account_base_info",
    "official_account_open_http_svc/get_official_account_info",
    "im_msg_audit/content_moderation",
    "im_msg_audit_mgr/add_cloud_audit_keywords",
    "im_cos_msg/forbid_illegal_object",
    "im_cos_msg/allow_banned_object",
    "im_cos_msg/get_cos_sig",
  ]);
});
