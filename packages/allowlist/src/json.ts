/** A type as JSON has it: decimal texts for bigints. */
export type AsJson<Value> = Value extends bigint
  ? string
  : Value extends object
    ? { readonly [Key in keyof Value]: AsJson<Value[Key]> }
    : Value;

function asJson(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asJson(item)]));
}

function toJSON(this: unknown): unknown {
  return asJson(this);
}

/** Adds `toJSON`, which doesn't show when the object is printed, compared or copied field by field. */
export function withToJSON<Value extends object>(value: Value): Value & { toJSON(): AsJson<Value> } {
  return Object.defineProperty(value, "toJSON", { value: toJSON }) as Value & { toJSON(): AsJson<Value> };
}
