/** A type of the commands' data, taken apart. */
export type ValueType =
  | { readonly kind: "text" | "number" | "integer64" | "boolean" | "anything" | "object" }
  | { readonly kind: "one-of"; readonly values: readonly (string | number)[] }
  | { readonly kind: "list" | "map"; readonly of: ValueType }
  | { readonly kind: "shape"; readonly name: string }
  | { readonly kind: "union"; readonly of: readonly ValueType[] };

const simple: Readonly<Record<string, ValueType>> = {
  string: { kind: "text" },
  number: { kind: "number" },
  int64: { kind: "integer64" },
  boolean: { kind: "boolean" },
  unknown: { kind: "anything" },
  object: { kind: "object" },
};

const known = new Map<string, ValueType>();

/** Takes a type apart: `'On' | 'Off'`, `object[]`, `Record<string, string>`, `MsgBody` … */
export function readValueType(text: string): ValueType {
  let type = known.get(text);
  if (type === undefined) {
    type = read(text.trim());
    known.set(text, type);
  }
  return type;
}

function read(text: string): ValueType {
  const parts = splitUnion(text);
  if (parts.length > 1) {
    const values = parts.map(literal).filter((value) => value !== undefined);
    return values.length === parts.length
      ? { kind: "one-of", values }
      : { kind: "union", of: parts.map(readValueType) };
  }
  const only = literal(text);
  if (only !== undefined) return { kind: "one-of", values: [only] };
  if (text.endsWith("[]")) {
    const item = text.slice(0, -2).replace(/^\((.*)\)$/, "$1");
    return { kind: "list", of: readValueType(item) };
  }
  const value = /^Record<string, (.+)>$/.exec(text)?.[1];
  if (value !== undefined) return { kind: "map", of: readValueType(value) };
  return simple[text] ?? { kind: "shape", name: text };
}

/** The members of a union that stands in no parentheses. */
function splitUnion(text: string): readonly string[] {
  return text.startsWith("(") ? [text] : text.split("|").map((part) => part.trim());
}

function literal(text: string): string | number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  return /^'([^']*)'$/.exec(text)?.[1];
}
