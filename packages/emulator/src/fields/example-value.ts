import type { FieldFacts, Fields } from "@chat-ip/commands";
import { isObject } from "./check-fields.ts";
import { shapeOf } from "./shapes.ts";
import { readValueType, type ValueType } from "./value-type.ts";

/** What an example is made for. */
export interface ExampleContext {
  /** Number of the example among others of its kind, from 1: accounts, groups and sequences count along. */
  readonly index: number;
  /** Seconds since 1970 that times in the example have. */
  readonly nowSeconds: number;
  /** Does it hold the optional fields too? */
  readonly optional: boolean;
  /** The body that an example answers: ids in it come back. */
  readonly request?: Readonly<Record<string, unknown>>;
}

/** Makes an object that has the documented fields, with values that look like the real ones. */
export function exampleFields(fields: Fields, context: ExampleContext): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, { required }]) => required || context.optional)
      .map(([name, facts]) => [name, echoed(name, facts, context) ?? exampleValue(name, facts, context)]),
  );
}

/** Makes an item of a list in an answer or body, such as one group of many. */
export function exampleItem(name: string, facts: FieldFacts, context: ExampleContext): unknown {
  const type = readValueType(facts.type);
  if (type.kind !== "list") throw new TypeError(`${name} isn't a list.`);
  return makeValue(name, type.of, facts, context);
}

function exampleValue(name: string, facts: FieldFacts, context: ExampleContext): unknown {
  return makeValue(name, readValueType(facts.type), facts, context);
}

/** What the request says about this field: the same scalar, or an item for each id that was sent. */
function echoed(name: string, facts: FieldFacts, context: ExampleContext): unknown {
  const { request } = context;
  if (request === undefined) return undefined;
  const type = readValueType(facts.type);
  if (type.kind !== "list") {
    const sent = request[name];
    const isScalar = typeof sent === "string" || typeof sent === "number";
    return isScalar && (type.kind === "text") === (typeof sent === "string") ? sent : undefined;
  }
  const key = Object.keys(facts.fields ?? fieldsOfShape(type.of)).find(
    (field) => sentIds(request, field).length > 0,
  );
  if (key === undefined) return undefined;
  const { request: _, ...itemContext } = context;
  return sentIds(request, key).map((id, index) => {
    const item = makeValue(name, type.of, facts, { ...itemContext, index: index + 1 });
    return isObject(item) ? { ...item, [key]: id } : item;
  });
}

function fieldsOfShape(type: ValueType): Fields {
  return type.kind === "shape" ? (shapeOf(type.name).fields ?? {}) : {};
}

/** The ids that a request lists under a name, or, for accounts, under any name of accounts. */
function sentIds(request: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const isAccount = (field: string): boolean => /(_Account|^UserID)$/.test(field);
  for (const [field, value] of Object.entries(request)) {
    if (!Array.isArray(value)) continue;
    if (
      value.every((item) => typeof item === "string") &&
      (field === name || (isAccount(field) && isAccount(name)))
    ) {
      return value;
    }
    const ids = value.map((item: unknown) => (isObject(item) ? item[name] : undefined));
    if (ids.length > 0 && ids.every((id) => typeof id === "string" || typeof id === "number")) return ids;
  }
  return [];
}

function makeValue(name: string, type: ValueType, facts: FieldFacts, context: ExampleContext): unknown {
  switch (type.kind) {
    case "text":
      return exampleText(name, context);
    case "number":
    case "integer64":
      return Math.min(exampleNumber(name, context), facts.max ?? Number.MAX_SAFE_INTEGER);
    case "boolean":
      return true;
    case "anything":
      return {};
    case "one-of":
      return exampleChoice(name, type.values);
    case "list":
      return [makeValue(name, type.of, facts, context)];
    case "map":
      return type.of.kind === "text" ? { 0: "level" } : {};
    case "object":
      return exampleFields(facts.fields ?? {}, context);
    case "shape":
      return exampleShape(name, type.name, context);
    case "union":
      return makeValue(name, type.of[0] ?? { kind: "text" }, facts, context);
  }
}

function exampleShape(name: string, shapeName: string, context: ExampleContext): unknown {
  const { type, fields = {} } = shapeOf(shapeName);
  if (fields.MsgType !== undefined) {
    return { MsgType: "TIMTextElem", MsgContent: { Text: `hello ${context.index}` } };
  }
  if (fields.Tag !== undefined) {
    const isFriend = fields.Tag.type.includes("SnsTag");
    return isFriend
      ? { Tag: "Tag_SNS_IM_Remark", Value: `friend ${context.index}` }
      : { Tag: "Tag_Profile_IM_Nick", Value: `user ${context.index}` };
  }
  if (type === "string") return Object.keys(fields)[0] ?? "";
  if (type === "object") return exampleFields(fields, context);
  return makeValue(name, readValueType(type), { type, required: true, note: "" }, context);
}

// Lists that are complete say so, and results say that it worked.
function exampleChoice(name: string, values: readonly (string | number)[]): string | number {
  const first = values[0] ?? "";
  return /Complete|Finish|^Result$/.test(name) && values.includes(1) ? 1 : first;
}

function exampleNumber(name: string, { index, nowSeconds }: ExampleContext): number {
  if (/(Error|Result|Ret|Err)?Code$|^Result$|^SendMsgResult$/.test(name)) return 0;
  if (/^(Next|StartIndex|Offset|StartSeq|TimeStamp|TopTimeStamp|TopStartIndex|LastSequence)/.test(name))
    return 0;
  if (/EventTime/.test(name)) return nowSeconds * 1000;
  if (/Lifetime|Duration|MuteTime|NospeakingTime/i.test(name)) return 60;
  if (/Time|Until/i.test(name)) return nowSeconds;
  return index;
}

function exampleText(name: string, { index, nowSeconds }: ExampleContext): string {
  const rules: readonly (readonly [RegExp, string])[] = [
    [/Robot_Account$/, `@RBT#${index}`],
    [/^Official_?Account(UserID|IdList)?$/, `@TOA#_${index}`],
    [/Accounts?$|^UserID$/, `user-${index}`],
    [/TopicId/, `group-${index}@TOPIC#_1`],
    [/GroupI[dD]|Groupid/, `group-${index}`],
    [/MsgKey/, `${index}_1_${nowSeconds}`],
    [/MsgId/i, `${nowSeconds}-${index}`],
    [/URL|Url/, `https://example.com/${index}`],
    [/^MsgTime$/, "2026112606"],
    [/^(Cursor|Next|NextCursor|StartCursor)$/, ""],
    [/AddSource/, "AddSource_Type_Server"],
    [/Time$/, new Date(nowSeconds * 1000).toISOString()],
  ];
  return rules.find(([pattern]) => pattern.test(name))?.[1] ?? `${name.toLowerCase()} ${index}`;
}
