/** Node has it from 22 on; TypeScript's library doesn't yet. */
const { rawJSON } = JSON as { rawJSON?(text: string): unknown };

/**
 * Writes what `parseJson` reads: a `bigint` becomes a number with all of its digits, so that an answer can repeat what a body held.
 * @throws {TypeError} when JSON can't hold the value
 */
export function stringifyJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "bigint" && rawJSON ? rawJSON(String(each)) : each,
  );
}
