import { expect, test } from "vitest";
import { parseJson, writeJson } from "./json.ts";

test.each(["0", "9007199254740991", "9007199254740993", "18446744073709551615", "-9223372036854775808"])(
  "keeps every digit of %s",
  (digits) => {
    expect(writeJson(parseJson(`{"Next":${digits}}`))).toBe(`{"Next":${digits}}`);
  },
);

test("reads small integers as numbers and large ones as bigints", () => {
  expect(parseJson('[1, -7, 9007199254740993, 1.5, "9007199254740993"]')).toEqual([
    1,
    -7,
    9007199254740993n,
    1.5,
    "9007199254740993",
  ]);
});
