import type { FieldFacts, Fields } from "@chat-ip/commands";
import { shapeFields } from "@chat-ip/commands/shape-fields";

type Json = string | number | boolean | null | Json[] | { [field: string]: Json };

/** What a field holds in a sample, by its type as TypeScript writes it. */
function sampleValue(
  name: string,
  { type, fields, maxItems }: Pick<FieldFacts, "type" | "fields" | "maxItems">,
  depth: number,
): Json {
  if (name === "MsgBody") return [{ MsgType: "TIMTextElem", MsgContent: { Text: "hello" } }];
  const literal = /^(?:'([^']*)'|(-?\d+)|(true|false))(?: \||$)/.exec(type);
  if (literal?.[1] !== undefined) return literal[1];
  if (literal?.[2] !== undefined) return Number(literal[2]);
  if (literal?.[3] !== undefined) return literal[3] === "true";
  if (type.endsWith("[]")) {
    return maxItems === 0
      ? []
      : [sampleValue(name, { type: type.slice(0, -2), ...(fields ? { fields } : {}) }, depth)];
  }
  if (fields !== undefined) return sampleObject(fields, depth + 1);
  const first = type.split(" | ")[0] ?? type;
  const shape = shapeFields[first];
  if (shape !== undefined) {
    if (depth > 6) return {};
    if (shape.type !== "object")
      return sampleValue(
        name,
        { type: shape.type, ...("fields" in shape && shape.fields ? { fields: shape.fields } : {}) },
        depth + 1,
      );
    return shape.fields === undefined ? {} : sampleObject(shape.fields, depth + 1);
  }
  if (first === "string") return sampleText(name);
  if (first === "boolean") return true;
  if (first === "object") return {};
  return /time/i.test(name) ? Math.floor(Date.now() / 1000) : 1;
}

function sampleText(name: string): string {
  if (/account|user|owner|operator/i.test(name)) return "alice";
  if (name === "Type") return "Public";
  if (/group/i.test(name)) return "@TGS#2J4SZEAEL";
  return "test";
}

function sampleObject(fields: Fields, depth: number): { [field: string]: Json } {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, { required }]) => required)
      .map(([name, facts]) => [name, sampleValue(name, facts, depth)]),
  );
}

/** A body as the vendor would send it for a webhook: every field that is always there, with plain values. */
export function sampleBody(command: string, fields: Fields): { [field: string]: Json } {
  const body = sampleObject(fields, 0);
  return "CallbackCommand" in body || "CallbackCommand" in fields
    ? { ...body, CallbackCommand: command }
    : body;
}
