import type { FieldFacts, Fields } from "@chat-ip/commands";
import { writeJson } from "../json.ts";
import { shapeOf, tagValue } from "./shapes.ts";
import { readValueType, type ValueType } from "./value-type.ts";

/** What is wrong with a field: the vendor's code, and the field and fault in words. */
export interface FieldProblem {
  readonly code: number;
  readonly detail: string;
}

const badParameter = 70402;
const contentTooLong = 80002;

/** What a value may be: its type, and the facts that limit it. */
type Limits = Pick<FieldFacts, "fields" | "maxBytes" | "itemMaxBytes" | "maxItems" | "max">;

/**
 * Checks an object against its documented fields: required ones there, types right, lengths kept. Fields that aren't documented
 * pass, as Chat lets them.
 *
 * @returns the first problem, or `null`.
 */
export function fieldsProblem(
  value: Readonly<Record<string, unknown>>,
  fields: Fields,
  path = "",
): FieldProblem | null {
  for (const [name, facts] of Object.entries(fields)) {
    const where = path === "" ? name : `${path}.${name}`;
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given === undefined) {
      if (facts.required) return bad(`${where} is missing`);
      continue;
    }
    const problem = valueProblem(given, readValueType(facts.type), facts, where);
    if (problem !== null) return problem;
  }
  return null;
}

function valueProblem(value: unknown, type: ValueType, limits: Limits, where: string): FieldProblem | null {
  switch (type.kind) {
    case "anything":
      return null;
    case "text":
      return typeof value === "string" ? textProblem(value, limits, where) : bad(`${where} must be a string`);
    case "number":
      return numberProblem(value, limits, where);
    case "integer64":
      return isInteger64(value) ? null : bad(`${where} must be a 64-bit integer`);
    case "boolean":
      return typeof value === "boolean" ? null : bad(`${where} must be true or false`);
    case "one-of":
      return type.values.some((allowed) => allowed === value)
        ? null
        : bad(`${where} must be one of ${type.values.join(", ")}`);
    case "list":
      return listProblem(value, type.of, limits, where);
    case "map":
      return mapProblem(value, type.of, limits, where);
    case "object":
      if (!isObject(value)) return bad(`${where} must be an object`);
      return fieldsProblem(value, limits.fields ?? {}, where);
    case "shape":
      return shapeProblem(value, type.name, limits, where);
    case "union":
      return unionProblem(value, type.of, limits, where);
  }
}

function textProblem(value: string, { maxBytes }: Limits, where: string): FieldProblem | null {
  const bytes = Buffer.byteLength(value);
  return maxBytes === undefined || bytes <= maxBytes
    ? null
    : bad(`${where} has ${bytes} bytes, more than ${maxBytes}`);
}

function numberProblem(value: unknown, { max }: Limits, where: string): FieldProblem | null {
  if (typeof value !== "number") return bad(`${where} must be a number`);
  return max === undefined || value <= max ? null : bad(`${where} is ${value}, more than ${max}`);
}

function listProblem(value: unknown, of: ValueType, limits: Limits, where: string): FieldProblem | null {
  if (!Array.isArray(value)) return bad(`${where} must be a list`);
  const { maxItems, itemMaxBytes, fields } = limits;
  if (maxItems !== undefined && value.length > maxItems) {
    return bad(`${where} has ${value.length} items, more than ${maxItems}`);
  }
  return itemsProblem(
    value.map((item, index) => [`${where}[${index}]`, item]),
    of,
    itemLimits(itemMaxBytes, fields),
  );
}

function mapProblem(value: unknown, of: ValueType, limits: Limits, where: string): FieldProblem | null {
  if (!isObject(value)) return bad(`${where} must be an object`);
  const items = Object.entries(value).map(([key, item]): [string, unknown] => [`${where}.${key}`, item]);
  return itemsProblem(items, of, itemLimits(limits.itemMaxBytes, limits.fields));
}

function itemLimits(maxBytes: number | undefined, fields: Fields | undefined): Limits {
  return { ...(maxBytes === undefined ? {} : { maxBytes }), ...(fields === undefined ? {} : { fields }) };
}

function itemsProblem(
  items: readonly (readonly [string, unknown])[],
  of: ValueType,
  limits: Limits,
): FieldProblem | null {
  for (const [where, item] of items) {
    const problem = valueProblem(item, of, limits, where);
    if (problem !== null) return problem;
  }
  return null;
}

function shapeProblem(value: unknown, name: string, limits: Limits, where: string): FieldProblem | null {
  const shape = shapeOf(name);
  if (shape.maxBytes !== undefined && Buffer.byteLength(writeJson(value)) > shape.maxBytes) {
    return { code: contentTooLong, detail: `${where} has more than ${shape.maxBytes} bytes` };
  }
  const { type, fields = {} } = shape;
  if (type === "string") {
    if (typeof value !== "string") return bad(`${where} must be a string`);
    return tagValue(name, value) === undefined ? bad(`${where} must not be ${JSON.stringify(value)}`) : null;
  }
  if (type !== "object") return valueProblem(value, readValueType(type), limits, where);
  if (!isObject(value)) return bad(`${where} must be an object`);
  return fieldsProblem(value, fieldsOf(value, fields), where);
}

/** The fields of an object, where one decides about the type of another. */
function fieldsOf(value: Readonly<Record<string, unknown>>, fields: Fields): Fields {
  const { MsgType, MsgContent, Tag, Value } = fields;
  if (MsgType !== undefined && MsgContent !== undefined && typeof value.MsgType === "string") {
    const kinds = MsgContent.type.split("|").map((kind) => kind.trim());
    const type = kinds.includes(value.MsgType) ? value.MsgType : MsgContent.type;
    return { MsgType, MsgContent: { ...MsgContent, type } };
  }
  if (Tag !== undefined && Value !== undefined && typeof value.Tag === "string") {
    const facts = tagValue(Tag.type, value.Tag);
    return facts === undefined || facts === null ? fields : { Tag, Value: { ...facts, required: true } };
  }
  return fields;
}

function unionProblem(
  value: unknown,
  of: readonly ValueType[],
  limits: Limits,
  where: string,
): FieldProblem | null {
  const problems = of.map((type) => valueProblem(value, type, limits, where));
  return problems.includes(null) ? null : (problems[0] ?? null);
}

/** Signed or unsigned: the data doesn't always say which. */
function isInteger64(value: unknown): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  return typeof value === "bigint" && value >= -(2n ** 63n) && value < 2n ** 64n;
}

/** Is a value an object, and not a list or null? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bad(detail: string): FieldProblem {
  return { code: badParameter, detail };
}
