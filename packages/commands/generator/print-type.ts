import { experimentalTag, printComment, sentence } from "./print-comment.ts";
import type { Field } from "./read-data.ts";

/** Replaces a field's type where the data says less than is known of the field; `undefined` keeps the data's. */
export type FieldType = (field: Field) => string | undefined;

/** Prints the members of an interface, with their comments. @returns lines without a final line break */
export function printFields(fields: readonly Field[], override: FieldType, indent = "  "): string {
  return fields
    .map((field) => {
      const comment = printComment(
        [
          sentence(field.note),
          sentence(field.typeNote ?? ""),
          experimentalTag(field.confidence, field.onlyIn),
        ],
        indent,
      );
      const mark = field.required ? "" : "?";
      return `${comment}\n${indent}${printName(field.name)}${mark}: ${printFieldType(field, override, indent)};`;
    })
    .join("\n");
}

function printFieldType(field: Field, override: FieldType, indent: string): string {
  const replaced = override(field);
  if (replaced !== undefined) return replaced;
  if (field.fields === undefined) return printTypeName(field.type);
  const nested = `{\n${printFields(field.fields, override, `${indent}  `)}\n${indent}}`;
  return field.type.endsWith("[]") ? `readonly ${nested}[]` : nested;
}

/** Prints a type of the data as TypeScript. */
export function printTypeName(type: string): string {
  // A union in parentheses stands before "[]" only.
  const list = /^\((.+)\)\[\]$/.exec(type)?.[1];
  if (list !== undefined) return `readonly (${printTypeName(list)})[]`;
  const parts = type.split("|").flatMap((part) => printPart(part.trim()).split(" | "));
  return [...new Set(parts)].join(" | ");
}

function printPart(part: string): string {
  if (part === "object") return "Record<string, unknown>";
  if (part === "object[]") return "readonly Record<string, unknown>[]";
  // Whatever fits a number stays one; only what would lose digits becomes a bigint.
  if (part === "int64" || part === "uint64") return "number | bigint";
  if (part.startsWith("'")) return JSON.stringify(part.slice(1, -1));
  return part.endsWith("[]") ? `readonly ${part}` : part;
}

/** Quotes a property's name if it has to be. */
export function printName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
