/** As V8 and JavaScriptCore have it; TypeScript's library doesn't yet. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;
type RawJson = { rawJSON?(text: string): unknown };

/** A number that may not fit: `JSON.parse` keeps the digits of up to 15. */
const manyDigits = /\d{16}/;

/**
 * `JSON.parse`, except that whole numbers beyond ±(2^53 − 1) become `bigint` instead of losing digits.
 *
 * @throws {SyntaxError} when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  return manyDigits.test(text)
    ? JSON.parse(text, keepDigits as Parameters<typeof JSON.parse>[1])
    : JSON.parse(text);
}

const keepDigits: Reviver = (_key, value, context) => {
  const source = context?.source;
  const exact = typeof value !== "number" || Number.isSafeInteger(value) || !/^-?\d+$/.test(source ?? "");
  return exact || source === undefined ? value : BigInt(source);
};

/**
 * `JSON.stringify`, except that a `bigint` becomes a number with all its digits.
 *
 * @returns `undefined` for what has no JSON.
 * @throws {TypeError} when the value has a cycle.
 */
export function stringifyJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // A bigint, which plain `JSON.stringify` refuses; a cycle fails again.
    if (!(error instanceof TypeError)) throw error;
  }
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "bigint" ? ((JSON as RawJson).rawJSON?.(String(each)) ?? each) : each,
  );
}
