import { expect, test } from "vitest";
import { describeErrorCode, errorCodes } from "./error-codes.ts";

const never = [
  60002, 60003, 60004, 60005, 60006, 60009, 60010, 60012, 60015, 60016, 60017, 60020, 60021, 70002, 70003,
  70004, 70005, 70006, 70007, 70008, 70009, 70010, 70013, 70014, 70015, 70016, 70020, 70050, 70051, 70107,
  70114, 70346, 70398, 70399, 70402, 70403,
];
const backOff = [
  60007, 60008, 60011, 60013, 60014, 60018, 60019, 70169, 70201, 70202, 70203, 70205, 70207, 70208, 70212,
  70213, 70222, 70225, 70231, 70308, 70348, 70362, 70401, 70500,
];
const signAgain = [70001, 70052, 70221, 70347];

test.each([
  ["never", never],
  ["back-off", backOff],
  ["sign-again", signAgain],
] as const)("the codes of class %s are these", (retry, codes) => {
  expect(errorCodes.filter((entry) => entry.retry === retry).map((entry) => entry.code)).toEqual(codes);
});

test("each code is listed once, in ascending order", () => {
  const codes = errorCodes.map((entry) => entry.code);
  expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
});

test("each code has a meaning that fits into a sentence, and a remedy that is one", () => {
  for (const { meaning, remedy } of errorCodes) {
    expect(meaning).toMatch(/^[a-z].*[^.]$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  }
});

test("a code that is not listed is not retried", () => {
  expect(describeErrorCode(79999)).toMatchObject({ code: 79999, retry: "never" });
});
