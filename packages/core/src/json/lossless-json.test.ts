import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson, stringifyJson } from "./lossless-json.ts";

test.each<[string, unknown]>([
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", 9007199254740992n],
  ["-9007199254740993", -9007199254740993n],
  ["18446744073709551615", 18446744073709551615n],
  ["1234567890123456", 1234567890123456],
  ["0.1234567890123456789", 0.12345678901234568],
  ["1e30", 1e30],
  ["12345678901234567890.0", 12345678901234567000],
  ['"12345678901234567890"', "12345678901234567890"],
  ['{"a":[1,{"Next":12345678901234567890}],"b":"x"}', { a: [1, { Next: 12345678901234567890n }], b: "x" }],
])("reads %s without loss", (text, value) => {
  expect(parseJson(text)).toStrictEqual(value);
});

test.each(["", "{", '{"a":12345678901234567890', "12345678901234567890n", "[1,]"])("refuses %j", (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test("writes a bigint as a number with all its digits", () => {
  expect(stringifyJson({ Next: 18446744073709551615n, small: 7, list: [1n], none: undefined })).toBe(
    '{"Next":18446744073709551615,"small":7,"list":[1]}',
  );
});

test("loses no digit of any whole number on the way there and back", () => {
  const value = fc.oneof(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.maxSafeInteger(), fc.string());
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(value)), (before) => {
      const after = parseJson(stringifyJson(before) ?? "");
      const fits = (each: unknown): unknown =>
        typeof each === "bigint" && BigInt(Number(each)) === each && Number.isSafeInteger(Number(each))
          ? Number(each)
          : Object.is(each, -0)
            ? 0
            : each;
      const expected = Object.entries(before).map(([key, list]) => [key, list.map(fits)]);
      expect(Object.entries(after as object)).toEqual(expected);
    }),
    { seed: 11, numRuns: 2_000 },
  );
});
