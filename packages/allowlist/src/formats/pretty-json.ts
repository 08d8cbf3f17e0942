type Json = string | number | readonly Json[] | { readonly [key: string]: Json };

const WIDTH = 80;
const INDENT = "  ";

function isScalar(value: Json): value is string | number {
  return typeof value !== "object";
}

/** @param before what stands on the line before the value, @param after what follows it on the same line */
function write(value: Json, indent: string, before: string, after: string): string {
  if (isScalar(value)) return JSON.stringify(value);
  const inner = indent + INDENT;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    if (items.every(isScalar)) {
      const line = `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
      if ((indent + before + line + after).length <= WIDTH) return line;
    }
    const lines = items.map((item, i) => {
      const comma = i < items.length - 1 ? "," : "";
      return `${inner}${write(item, inner, "", comma)}${comma}`;
    });
    return `[\n${lines.join("\n")}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item], i) => {
    const name = `${JSON.stringify(key)}: `;
    const comma = i < entries.length - 1 ? "," : "";
    return `${inner}${name}${write(item, inner, name, comma)}${comma}`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

/**
 * JSON as Prettier leaves it, so that a formatter on the default branch changes nothing: objects over several lines, lists of texts on one line
 * as far as they fit in 80 columns. (A test holds it against the real one.)
 */
export function prettyJson(value: Json): string {
  return `${write(value, "", "", "")}\n`;
}
