/** A number as JSON wrote it, which TypeScript's library doesn't know yet. */
interface ReviverContext {
  readonly source?: string;
}

/**
 * Parses JSON without losing digits: an integer that a number can't hold comes as a bigint.
 *
 * @throws {SyntaxError} when the text isn't JSON.
 */
export function parseJson(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: ReviverContext): unknown => {
    const source = context?.source;
    const isLarge = typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined;
    return isLarge && /^-?\d+$/.test(source) ? BigInt(source) : value;
  };
  return JSON.parse(text, revive);
}

/** Writes JSON without losing digits: a bigint is written as a number. */
export function writeJson(value: unknown): string {
  // A bigint can't be text of JSON.stringify's own, so it goes through as a marked string that no other value can be.
  const mark = "\u0000bigint:";
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "bigint" ? `${mark}${inner}` : inner,
  );
  return text.replaceAll(/"\\u0000bigint:(-?\d+)"/g, "$1");
}
